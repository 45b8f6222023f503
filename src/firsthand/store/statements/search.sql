-- What holds the words is chosen first, by numbers alone; what is shown of it is read for these few.
-- A unary plus keeps a condition from becoming one lookup in the index of words for each row.

-- name: holding
select count(*) from (select 1 from article_words where article_words match ? limit ?);

-- name: best
select rowid as number from article_words
where article_words match :query and +rowid not in (
  select v.number from article a join version v on v.article = a.number
  where a.status = 'removed' and v.current = 1
)
order by rank, rowid desc limit :most offset :after;

-- name: latest
with recent as materialized (
  select rowid from article_words where article_words match :query order by rowid desc limit :ranked
), titled as materialized (
  select rowid from article_words
  where article_words match '{title} : (' || :query || ')' and rowid >= (select min(rowid) from recent)
)
select number from (
  select rowid as number, 0 as place from titled
  union all select rowid, 1 from recent where rowid not in titled
)
where number not in (
  select v.number from article a join version v on v.article = a.number
  where a.status = 'removed' and v.current = 1
)
order by place, number desc limit :most offset :after;

-- name: best_of_some
with recent as materialized (
  select rowid from article_words where article_words match :query order by rowid desc limit :looked
), fit as materialized (
  -- crossed, so that it is read from the latest on and ends with as many as are ranked
  select r.rowid from recent r
  cross join version v on v.number = r.rowid cross join article a on a.number = v.article
  left join facet f on f.article = a.number
  where a.status <> 'removed'
    and (:language is null or f.language = :language)
    and (:since is null or a.appeared >= :since) and (:until is null or a.appeared < :until)
  limit :ranked
)
select rowid as number from article_words
where article_words match :query and rowid >= (select min(rowid) from fit) and +rowid in fit
order by rank, rowid desc limit :most offset :after;

-- name: best_of_outlet
-- what fits is few: it is chosen first, and what holds the words is held against it
with fit as materialized (
  select v.number from facet f
  join article a on a.number = f.article join version v on v.article = a.number and v.current = 1
  where f.outlet = :outlet collate nocase and a.status <> 'removed'
    and (:language is null or f.language = :language)
    and (:since is null or a.appeared >= :since) and (:until is null or a.appeared < :until)
  order by a.number desc limit :looked
)
select rowid as number from article_words
where article_words match :query and +rowid in fit
order by rank, rowid desc limit :most offset :after;

-- name: best_of_time
with dated as materialized (
  select a.number from article a
  where a.appeared >= coalesce(:since, '') and (:until is null or a.appeared < :until)
    and a.status <> 'removed'
  order by a.appeared desc limit :ranked
), fit as materialized (
  select v.number from dated d join version v on v.article = d.number and v.current = 1
  left join facet f on f.article = d.number
  where :language is null or f.language = :language
)
select rowid as number from article_words
where article_words match :query and +rowid in fit
order by rank, rowid desc limit :most offset :after;

-- name: hits
-- a date that lineage contradicts is not told, nor the day of collecting for one that is not known
select v.number, a.id, coalesce(d.published, m.published, json_extract(v.record, '$.published')) as published, v.title, v.digest, s.id as story, json_extract(v.record, '$.outlet.name') as outlet
from json_each(:numbers) n
join version v on v.number = n.value
join article a on a.number = v.article
left join descent d on d.article = a.number
left join membership m on m.article = a.number
left join story s on s.number = m.story;

-- name: snippets
select w.rowid as number, snippet(article_words, -1, '', '', '…', 32) as words
from article_words w
where article_words match :query and w.rowid in (select value from json_each(:numbers));

-- name: find_claims
with best as materialized (
  select rowid, rank from claim_words
  where claim_words match :query and rowid >= coalesce((
    select rowid from claim_words where claim_words match :query
    order by rowid desc limit 1 offset :ranked
  ), 0)
  order by rank, rowid desc limit :most
)
select c.id, c.words, c.low, c.high, c.record, s.id as story
from best b join claim c on c.number = b.rowid join story s on s.number = c.story
order by b.rank, c.id;

-- name: spans
-- a wording that came in since has other words at these places: then nothing is told of them
select p.key as place, substr(v.text, json_extract(p.value, '$[1]') + 1,
  json_extract(p.value, '$[2]') - json_extract(p.value, '$[1]')) as words
from json_each(:places) p
join article a on a.id = json_extract(p.value, '$[0]')
join version v on v.article = a.number and v.current = 1
where substr(v.text, json_extract(p.value, '$[3]') + 1,
  json_extract(p.value, '$[4]') - json_extract(p.value, '$[3]')) = json_extract(p.value, '$[5]');

-- name: claims_with
select count(*) from (select 1 from claim_words where claim_words match ? limit ?);
