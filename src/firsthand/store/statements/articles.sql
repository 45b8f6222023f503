-- name: named
select distinct article from name where key in (select value from json_each(:keys)) order by article;

-- name: leading
select key, article from name where key in (select value from json_each(:keys));

-- name: add_name
insert into name (key, article) values (?, ?) on conflict (key) do update set article = excluded.article;

-- name: names
select key from name where article = ? order by key;

-- name: id_taken
select number from article where id = ?;

-- name: id_of
select id from article where number = ?;

-- name: add_article
insert into article (id, appeared, added) values (:id, :appeared, :added);

-- name: add_version
insert into version (article, ordinal, current, digest, title, text, record, first_seen, last_seen)
values (
  :article, (select coalesce(max(ordinal), 0) + 1 from version where article = :article), 1,
  :digest, :title, :text, :record, :seen, :seen
);

-- name: supersede
update version set current = 0 where article = ? and current = 1;

-- name: current_version
select number, ordinal, digest, title, text, record from version where article = ? and current = 1;

-- name: times_worded
select count(*) from version where article = ? and digest = ?;

-- name: version_of_wording
select number from version where article = ? and digest = ? order by ordinal desc limit 1;

-- name: see_again
update version set last_seen = max(last_seen, :seen) where number = :version;

-- name: add_sighting
insert into sighting (article, version, source, place, guid, seen)
values (:article, :version, :source, :place, :guid, :seen);

-- name: sightings
select s.place, s.guid, s.seen, v.ordinal
from sighting s join version v on v.number = s.version
where s.article = ? order by s.seen, s.number;

-- name: versions
select ordinal, title, text, first_seen, last_seen from version where article = ? order by ordinal;

-- name: wordings
select title, text, record from version where article = ? order by ordinal;

-- name: set_status
update article set status = :status where number = :article;

-- name: add_mark
insert into mark (article, status, why, seen) values (:article, :status, :why, :seen);

-- name: marks
select status, why, seen from mark where article = ? order by number;

-- name: articles
select a.number, a.id, a.status, a.appeared, v.ordinal, v.title, v.text, v.record, m.published, m.story, r.flags,
  d.published as redated, d.flags as doubts
from json_each(:numbers) n
join article a on a.number = n.value
join version v on v.article = a.number and v.current = 1
left join membership m on m.article = a.number
left join reading r on r.article = a.number
left join descent d on d.article = a.number
order by a.appeared, a.id;

-- name: everything
select number, id from article order by appeared, id;

-- name: numbers
select id, number from article where id in (select value from json_each(:ids));

-- name: delete_article
delete from article where number = ?;

-- name: counts
select
  (select count(*) from article) as articles,
  (select count(*) from version) as versions,
  (select count(*) from sighting) as sightings,
  (select count(*) from story) as stories,
  (select count(*) from claim) as claims,
  (select count(*) from change) as pending,
  (select count(*) from quarantine) as quarantined;

-- name: past_versions
select a.number, a.id, v.ordinal, v.title, v.text, v.record, v.first_seen, m.published,
  d.published as redated,
  (select k.status from mark k where k.article = a.number and k.seen <= :limit order by k.number desc limit 1)
    as past_status
from article a
join version v on v.article = a.number
left join membership m on m.article = a.number
left join descent d on d.article = a.number
where a.status != 'removed' and (:numbers is null or a.number in (select value from json_each(:numbers)))
order by a.appeared, a.id, v.ordinal;

-- name: bury
insert into tombstone (hash, purged) values (?, ?) on conflict do nothing;

-- name: raise_again
delete from tombstone where hash = ?;

-- name: buried
select purged from tombstone where hash = ?;

-- name: tombstones
select hash, purged from tombstone;

-- name: all_names
select key, article from name;

-- name: last_touched
select max(moment) as moment from (
  select max(seen) as moment from sighting
  union all select max(seen) from mark
  union all select max(purged) from tombstone
);

-- name: status
select status from article where number = ?;
