-- name: watches
-- a story goes by the name of the one that it was joined with
select w.number, w.words, coalesce(s.id, w.story) as story, w.kind, w.since from watch w
left join moved_story m on m.id = w.story left join story s on s.number = m.story order by w.number;

-- name: add_watch
insert into watch (words, story, kind, since) values (:words, :story, :kind, :since);

-- name: delete_watch
delete from watch where number = ?;

-- name: alerted
select hash from alerted where watch = ?;

-- name: alert
insert into alerted (watch, hash, at) values (?, ?, ?) on conflict do nothing;

-- name: claims_with_words
-- those that were written last: of what came in lately each was; of stories in which nothing
-- happened since then nothing is read
with best as materialized (
  select rowid from claim_words where claim_words match :query order by rowid desc limit :most
), moving as materialized (
  select f.story from (select distinct c.story from best b join claim c on c.number = b.rowid) f
  where exists (
    select 1 from membership m where m.story = f.story and (
      exists (select 1 from version v where v.article = m.article and v.first_seen >= :since)
      or exists (select 1 from mark k where k.article = m.article and k.seen >= :since)))
)
select c.id, c.words, c.low, c.record, s.id as story
from moving g join story s on s.number = g.story
join claim c on c.story = s.number and c.number in (select rowid from best)
order by c.number desc;

-- name: claims_of_story
select c.id, c.words, c.low, c.record, s.id as story from claim c join story s on s.number = c.story
where s.number = :story order by c.number desc limit :most;

-- name: came_in
-- an article that is no longer shown has come in with nothing
select a.id, a.added, v.first_seen as latest, v.title, a.status, (
  select max(k.seen) from mark k where k.article = a.number and k.status = a.status
) as judged
from json_each(:articles) n join article a on a.id = n.value
join version v on v.article = a.number and v.current = 1
where a.status <> 'removed';

-- name: worded
-- when words that the current version has were first there
select p.key as place, min(v.first_seen) as at
from json_each(:places) p join article a on a.id = json_extract(p.value, '$[0]')
join version c on c.article = a.number and c.current = 1
join version v on v.article = a.number and instr(v.text, substr(c.text,
  json_extract(p.value, '$[1]') + 1,
  json_extract(p.value, '$[2]') - json_extract(p.value, '$[1]'))) > 0
group by p.key;
