-- name: members
select m.article from membership m join article a on a.number = m.article
where m.story = ? order by a.appeared, a.id;

-- name: memberships
select m.article, m.story, s.id from json_each(:numbers) n
join membership m on m.article = n.value join story s on s.number = m.story;

-- name: add_story
insert into story (id, placed) values (:id, '') returning number;

-- name: set_placed
update story set placed = :placed, size = :size, latest = :latest where number = :story;

-- name: set_told
update story set told = :told where number = :story;

-- name: placed_story
select id, placed from story where number = ?;

-- name: delete_story
delete from story where number = ?;

-- name: move_story
insert into moved_story (id, story) values (:id, :story)
on conflict (id) do update set story = excluded.story;

-- name: move_on
update moved_story set story = :new where story = :old;

-- name: unmove
delete from moved_story where id = ?;

-- name: set_membership
insert into membership (article, story) values (?, ?)
on conflict (article) do update set story = excluded.story;

-- name: delete_membership
delete from membership where article = ?;

-- name: set_published
update membership set published = ? where article = ?;

-- name: empty_stories
select number from story where not exists (select 1 from membership where story = story.number);

-- name: story_named
select number, id, placed, told from story where id = :id
union all
select s.number, s.id, s.placed, s.told from moved_story m join story s on s.number = m.story
where m.id = :id
limit 1;

-- name: stories
select number, id, size, latest, json_extract(coalesce(told, placed), '$.title[1]') as title,
  json_extract(told, '$.independent_origins') as origins
from story order by latest desc, id limit :most offset :after;

-- name: all_stories
select number, id, placed, told from story order by id;

-- name: set_reading
insert into reading (article, reports, cited, flags) values (:article, :reports, :cited, :flags)
on conflict (article) do update set
  reports = excluded.reports, cited = excluded.cited, flags = excluded.flags;

-- name: readings
select r.article, r.reports, r.cited from json_each(:numbers) n join reading r on r.article = n.value;

-- name: cited
select r.article, r.cited from json_each(:numbers) n join reading r on r.article = n.value;

-- name: delete_reading
delete from reading where article = ?;

-- name: delete_claims
delete from claim where story = ?;

-- name: add_claim
insert into claim (id, story, place, words, low, high) values (?, ?, ?, ?, ?, ?);

-- name: find_claims
select c.id, c.words, c.low, c.high, s.id as story
from claim_words w join claim c on c.number = w.rowid join story s on s.number = c.story
where claim_words match :query and w.rowid >= coalesce((
  select rowid from claim_words where claim_words match :query
  order by rowid desc limit 1 offset :ranked
), 0)
order by rank, c.id limit :most;

-- name: claims
select c.id, c.words, c.low, c.high, s.id as story
from story s join claim c on c.story = s.number
order by s.latest desc, s.id, c.place limit :most;

-- name: claim_place
select c.place, s.id as story from claim c join story s on s.number = c.story where c.id = ?;

-- name: set_descent
insert into descent (article, links, origins) values (:article, :links, :origins)
on conflict (article) do update set links = excluded.links, origins = excluded.origins;

-- name: descents
select a.id, d.article, d.links, d.origins from json_each(:numbers) n
join descent d on d.article = n.value join article a on a.number = d.article;

-- name: delete_descent
delete from descent where article = ?;

-- name: dump_descents
select a.id, d.links, d.origins from descent d join article a on a.number = d.article order by a.id;

-- name: dump_readings
select a.id, r.reports, r.cited, r.flags from reading r join article a on a.number = r.article order by a.id;

-- name: dump_members
select s.id as story, a.id as article, m.published
from membership m join story s on s.number = m.story join article a on a.number = m.article
order by a.id;

-- name: dump_articles
select a.id, a.status, a.appeared, v.ordinal, v.title, v.text, v.record, v.current
from article a join version v on v.article = a.number order by a.id, v.ordinal;

-- name: search
select a.id, v.title, s.id as story, v.record,
  snippet(article_words, -1, '', '', '…', 32) as words
from article_words w
join version v on v.number = w.rowid
join article a on a.number = v.article
left join membership m on m.article = a.number
left join story s on s.number = m.story
where article_words match :query and a.status <> 'removed' and w.rowid >= coalesce((
  select rowid from article_words where article_words match :query
  order by rowid desc limit 1 offset :ranked
), 0)
order by rank, a.id limit :most;

-- name: join_article_words
insert into article_words (article_words) values ('optimize');

-- name: join_claim_words
insert into claim_words (claim_words) values ('optimize');

-- name: clear_stories
delete from story;

-- name: clear_readings
delete from reading;

-- name: clear_descents
delete from descent;

-- name: clear_carriers
delete from carrier;

-- name: clear_bodies
delete from body;

-- name: clear_runs
delete from run;

-- name: clear_quarantine
delete from quarantine;
