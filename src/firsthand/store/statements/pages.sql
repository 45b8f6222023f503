-- name: front
select id, size, latest, title, low, high, told is not null as told,
  (select count(*) from membership w where w.story = story.number and w.joined = 0) as waiting
from story
where :day is null or substr(latest, 1, 10) <= :day
order by substr(latest, 1, 10) desc, low desc, high desc, latest desc, id
limit :most offset :after;

-- name: heading
select s.id, s.size, s.latest, s.title, s.low, s.high, s.told is not null as told,
  (select count(*) from membership w where w.story = s.number and w.joined = 0) as waiting
from membership m join story s on s.number = m.story where m.article = ?;

-- name: heading_of
select id, size, latest, title, low, high, told is not null as told,
  (select count(*) from membership w where w.story = story.number and w.joined = 0) as waiting
from story where number = ?;

-- name: homes
select a.id as article, s.id, s.size, s.latest, s.title, s.low, s.high, s.told is not null as told,
  (select count(*) from membership w where w.story = s.number and w.joined = 0) as waiting
from article a join membership m on m.article = a.number join story s on s.number = m.story
where a.id in (select value from json_each(:articles));

-- name: outlines
select s.id, a.id as article, a.added, a.appeared, a.status, f.language, o.links
from story s join membership m on m.story = s.number
join article a on a.number = m.article left join outline o on o.article = a.number
left join facet f on f.article = a.number
where s.id in (select value from json_each(:stories)) order by a.appeared, a.id;

-- name: redated
select a.id, json_extract(d.published, '$.earliest') as earliest
from json_each(:articles) n join article a on a.id = n.value join descent d on d.article = a.number
where json_extract(d.published, '$.earliest') is not null;

-- name: outline_told
select id, latest, told from story
where id in (select value from json_each(:stories)) and told is not null;

-- name: leads
select c.id, c.words, json_extract(c.record, '$.text[0]') as place, s.title,
  json_extract(c.record, '$.reports[0].chain') as chain, f.outlet
from json_each(:claims) n join claim c on c.id = n.value join story s on s.number = c.story
left join article a on a.id = json_extract(c.record, '$.reports[0].article')
left join facet f on f.article = a.number;

-- name: headings
select id, size, latest, title, low, high, told is not null as told,
  (select count(*) from membership w where w.story = story.number and w.joined = 0) as waiting
from story where id in (select value from json_each(:stories));

-- name: guarded
select s.id from story s
where s.id in (select value from json_each(:stories)) and not exists (
  select 1 from membership m join version v on v.article = m.article and v.current = 1
  where m.story = s.number and v.title = s.title and not instr(v.record, '"rights"')
);

-- name: below
select d.article, a.id, d.links from way w
join descent d on d.article = w.article join article a on a.number = w.article
where w.upstream = :article order by a.appeared, a.id limit :most;

-- name: count_below
select count(*) from way where upstream = ?;

-- name: claim_record
select c.record, c.story from claim c where c.id = ?;

-- name: outlet_totals
select min(outlet) as name, count(*) as articles, sum(words) as words, sum(words * own) as own
from facet where outlet = :outlet collate nocase;

-- name: outlets
select min(outlet) as name, count(*) as articles, sum(words) as words, sum(words * own) as own
from facet where outlet is not null group by outlet collate nocase
order by articles desc, name limit :most;

-- name: outlet_latest
select a.number from facet f join article a on a.number = f.article
where f.outlet = :outlet collate nocase and a.status <> 'removed'
order by a.appeared desc, a.id limit :most offset :after;

-- name: outlet_cites
select c.name, count(*) as articles from facet f join citation c on c.article = f.article
where f.outlet = :outlet collate nocase
group by c.name order by articles desc, c.name limit :most;

-- name: outlet_cited_by
select f.outlet as name, count(*) as articles from citation c join facet f on f.article = c.article
where c.name = :outlet collate nocase and f.outlet is not null
group by f.outlet order by articles desc, f.outlet limit :most;

-- name: outlet_takes
select u.outlet as name, count(*) as articles
from facet f join way w on w.article = f.article join facet u on u.article = w.upstream
where f.outlet = :outlet collate nocase and u.outlet is not null and u.outlet <> f.outlet
group by u.outlet order by articles desc, u.outlet limit :most;

-- name: outlet_delays
select min(julianday(a.appeared) - u.first) * 1440 as minutes from (
  select w.article, min(case when substr(u.appeared, 12, 8) not in ('', '00:00:00')
    then julianday(u.appeared) end) as first
  from facet f join way w on w.article = f.article join article u on u.number = w.upstream
  where f.outlet = :outlet collate nocase group by w.article
) u join article a on a.number = u.article and substr(a.appeared, 12, 8) not in ('', '00:00:00')
where u.first is not null and a.appeared < '9999' group by a.number
order by a.appeared desc limit :most;

-- name: outlet_following
select count(distinct w.article) from facet f join way w on w.article = f.article
where f.outlet = ? collate nocase;

-- name: outlet_taken_by
select d.outlet as name, count(*) as articles
from facet f join way w on w.upstream = f.article join facet d on d.article = w.article
where f.outlet = :outlet collate nocase and d.outlet is not null and d.outlet <> f.outlet
group by d.outlet order by articles desc, d.outlet limit :most;
