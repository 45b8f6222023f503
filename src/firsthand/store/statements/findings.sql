-- name: members
select m.article, a.id from membership m join article a on a.number = m.article
where m.story = ? order by a.appeared, a.id;

-- name: story_size
select count(*) from membership where story = ?;

-- name: memberships
select m.article, m.story, s.id from json_each(:numbers) n
join membership m on m.article = n.value join story s on s.number = m.story;

-- name: add_story
insert into story (id) values (:id);

-- name: set_gathered
-- an undated article appeared when the others of its story tell, not when it was collected
update story set (size, latest) = (
  select count(*), coalesce(max(coalesce(
    strftime('%Y-%m-%dT%H:%M:%f000Z', json_extract(m.published, '$.earliest')),
    strftime('%Y-%m-%dT%H:%M:%f000Z', json_extract(m.published, '$.latest')),
    a.appeared)), '')
  from membership m join article a on a.number = m.article where m.story = :story
)
where number = :story;

-- name: extend_story
update story set size = size + :more, latest = max(latest, :latest) where number = :story;

-- name: set_headline
update story set headline = :headline, title = case when told is null then :title else title end
where number = :story and headline is not :headline returning number;

-- name: relations
select s.id as id, r.kind as kind, 0 as turned, r.place as place from gathering g join relation r on r.gathering = g.number
join gathering o on o.number = r.other join story s on s.number = o.story
where g.story = :story and o.story <> :story
union all
select s.id, r.kind, 1, r.place from gathering g join relation r on r.other = g.number
join gathering o on o.number = r.gathering join story s on s.number = o.story
where g.story = :story and o.story <> :story
order by turned, place, id;

-- name: set_told
update story set told = :told, title = :title, low = :low, high = :high where number = :story;

-- name: story_at
select id, headline from story where number = ?;

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
on conflict (article) do update set story = excluded.story, joined = 0;

-- name: leave_unjoined
update membership set joined = 0 where article = ?;

-- name: set_joined
update membership set joined = 1 where story = ? and joined = 0;

-- name: concerned
select number from story where id = :story
union select story from moved_story where id = :story
union select m.story from article a join membership m on m.article = a.number where a.id = :article
union select story from claim where id = :claim;

-- name: count_waiting
select count(*) from membership where story = ? and joined = 0;

-- name: delete_membership
delete from membership where article = ?;

-- name: set_published
update membership set published = ? where article = ?;

-- name: empty_stories
select s.number from json_each(:stories) n join story s on s.number = n.value
where not exists (select 1 from membership m where m.story = s.number);

-- name: story_named
select number, id, headline, told from story where id = :id
union all
select s.number, s.id, s.headline, s.told from moved_story m join story s on s.number = m.story
where m.id = :id
limit 1;

-- name: story_with
select s.number, s.id, s.headline, s.told from article a
join membership m on m.article = a.number join story s on s.number = m.story where a.id = ?;

-- name: stories
select id, size, latest, title, low, high, told is not null as told,
  (select count(*) from membership w where w.story = story.number and w.joined = 0) as waiting
from story order by latest desc, id limit :most offset :after;

-- name: all_stories
select number, id, headline, told from story order by id;

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

-- name: claims_of
select place, id, words, low, high, record from claim where story = ? order by place;

-- name: delete_claims
delete from claim where story = ? and place = ?;

-- name: add_claim
insert into claim (id, story, place, words, low, high, record) values (?, ?, ?, ?, ?, ?, ?);

-- name: claims
select c.id, c.words, c.low, c.high, c.record, s.id as story
from story s join claim c on c.story = s.number
order by s.latest desc, s.id, c.place limit :most;

-- name: claims_named
select c.id, c.words, c.low, c.high, c.record, s.id as story
from json_each(:claims) n join claim c on c.id = n.value join story s on s.number = c.story;

-- name: claim_place
select c.place, s.id as story from claim c join story s on s.number = c.story where c.id = ?;

-- name: set_descent
insert into descent (article, links, origins, published, flags)
values (:article, :links, :origins, :published, :flags)
on conflict (article) do update set links = excluded.links, origins = excluded.origins,
  published = excluded.published, flags = excluded.flags;

-- name: descents
select a.id, d.article, d.links, d.origins from json_each(:numbers) n
join descent d on d.article = n.value join article a on a.number = d.article;

-- name: set_facet
insert into facet (article, outlet, language, words, own)
values (:article, :outlet, :language, :words, :own)
on conflict (article) do update set outlet = excluded.outlet, language = excluded.language,
  words = excluded.words, own = excluded.own;

-- name: delete_ways
delete from way where article = ?;

-- name: add_ways
insert into way (article, upstream)
select distinct :article, number from article where id in (select value from json_each(:upstreams));

-- name: delete_citations
delete from citation where article = ?;

-- name: add_citation
insert into citation (article, name) values (?, ?);

-- name: delete_facet
delete from facet where article = ?;

-- name: delete_descent
delete from descent where article = ?;

-- name: dump_descents
select a.id, d.links, d.origins, d.published, d.flags
from descent d join article a on a.number = d.article order by a.id;

-- name: dump_readings
select a.id, r.reports, r.cited, r.flags from reading r join article a on a.number = r.article order by a.id;

-- name: dump_members
select s.id as story, a.id as article, m.published
from membership m join story s on s.number = m.story join article a on a.number = m.article
order by a.id;

-- name: dump_seconds
select a.id, t.start, t.stop, o.id from second t
join article a on a.number = t.article join article o on o.number = t.other order by a.id, t.start;

-- name: dump_articles
select a.id, a.status, a.appeared, v.ordinal, v.title, v.text, v.record, v.current
from article a join version v on v.article = a.number order by a.id, v.ordinal;

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

-- name: near_in_order
select number from (
  select b.number, b.appeared, b.id from article a join article b
  on (b.appeared, b.id) >= (a.appeared, a.id)
  where a.number = :article and b.status <> 'removed' order by b.appeared, b.id limit :most
)
union
select number from (
  select b.number, b.appeared, b.id from article a join article b
  on (b.appeared, b.id) < (a.appeared, a.id)
  where a.number = :article and b.status <> 'removed' order by b.appeared desc, b.id desc limit :most
);

-- name: clear_facets
delete from facet;

-- name: clear_citations
delete from citation;

-- name: clear_ways
delete from way;

-- name: keep_siglum
insert into siglum (article, mark) values (?, ?) on conflict (article) do update set mark = excluded.mark;

-- name: sigla_kept
select article, mark from siglum where article in (select value from json_each(:articles)) order by article;

-- name: keep_letter
insert into siglum_cited (article, text, letter) values (?, ?, ?)
on conflict (article, text) do update set letter = excluded.letter;

-- name: letters_kept
select article, text, letter from siglum_cited
where article in (select value from json_each(:articles)) order by article, text;
