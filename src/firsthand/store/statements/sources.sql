-- name: add_source
insert into source (address, kind, title, site, language, added, due, candidates)
values (:address, :kind, :title, :site, :language, :added, :due, '[]')
on conflict (address) do nothing returning number;

-- name: source_named
select * from source where address = :named
union all
select s.* from source s where s.title = :named collate nocase and not exists (
  select 1 from source t where t.address = :named
)
order by number;

-- name: source
select * from source where number = ?;

-- name: sources
select s.*, (select count(distinct g.article) from sighting g where g.source = s.number) as articles,
  (select count(*) from item i where i.source = s.number and i.due is not null) as waiting,
  (select count(*) from item i where i.source = s.number and i.aside = 1) as aside
from source s order by s.number;

-- name: latest_poll
select max(checked) as at from source;

-- name: settle_sources
update source set due = strftime('%Y-%m-%dT%H:%M:%f000Z', due, :shift),
  checked = min(checked, :now), whole = min(whole, :now), missing = min(missing, :now),
  moved_since = min(moved_since, :now)
where due > :now or checked > :now;

-- name: settle_items
update item set due = strftime('%Y-%m-%dT%H:%M:%f000Z', due, :shift), missing = min(missing, :now)
where due > :now;

-- name: settle_hosts
update host set free = strftime('%Y-%m-%dT%H:%M:%f000Z', free, :shift) where free > :now;

-- name: settle_robots
update robots set until = strftime('%Y-%m-%dT%H:%M:%f000Z', until, :shift) where until > :now;

-- name: due_sources
-- what is due later than anything can be was put off by a clock that was wrong
select * from source where stopped is null and (due <= :now or due > :horizon) order by due, number;

-- name: due_source
select 1 from source
where number = :source and stopped is null and (due <= :now or due > :horizon);

-- name: due_item
select 1 from item where number = :item and due <= :now;

-- name: next_due
select min(due) as due from (
  select min(due) as due from source where stopped is null and due > :after
  union all
  select min(due) from item where due > :after
);

-- name: delete_source
delete from source where number = ?;

-- name: revive_source
update source set stopped = null, problem = null, failures = 0, missing = null, due = :now
where number = :source;

-- name: set_polled
update source set
  every = :every, due = :due, etag = :etag, modified = :modified, whole = :whole, checked = :checked,
  failures = :failures, problem = :problem, missing = :missing, moved_to = :moved_to,
  moved_since = :moved_since, moving_sights = :moving_sights, former = :former, stopped = :stopped
where number = :source;

-- name: set_read
update source set digest = :digest, brought = coalesce(:brought, brought) where number = :source;

-- name: set_described
update source set kind = :kind, title = coalesce(title, :title), site = coalesce(site, :site),
  language = coalesce(language, :language), rest = :rest, candidates = '[]'
where number = :source;

-- name: set_address
update source set address = :address, digest = null where number = :source;

-- name: seek
update source set address = :address, site = coalesce(site, :site), candidates = :candidates, etag = null,
  modified = null, digest = null
where number = :source;

-- name: due_of_source
select * from item where source = :source and due <= :now order by number;

-- name: item_names
select n.key, i.* from json_each(:keys) k
join item_name n on n.source = :source and n.key = k.value
join item i on i.number = n.item order by i.number;

-- name: add_item
insert into item (source, address, form, guid, title, words, published, stamp, versions, listed)
values (:source, :address, :form, :guid, :title, :words, :published, :stamp, :versions, :listed);

-- name: set_item
update item set address = coalesce(:address, address), form = coalesce(:form, form),
  guid = coalesce(:guid, guid), title = :title,
  words = :words, published = :published, stamp = :stamp, versions = :versions, listed = :listed
where number = :item;

-- name: name_item
insert into item_name (source, key, item) values (?, ?, ?)
on conflict (source, key) do update set item = excluded.item;

-- name: item
select * from item where number = ?;

-- name: due_items
select * from item where due <= :now order by due, number limit :most;

-- name: set_due
update item set due = :due, tries = 0, problem = null, aside = 0 where number = :item;

-- name: set_fetched
update item set article = :article, due = :due, visits = visits + 1, tries = 0, etag = :etag,
  modified = :modified, missing = null, problem = null, aside = 0
where number = :item;

-- name: set_article
update item set article = :article, due = null, tries = 0, problem = null, aside = 0 where number = :item;

-- name: set_failed
update item set due = :due, tries = tries + 1, missing = :missing, problem = :problem, aside = :aside
where number = :item;

-- name: items_aside
select i.number, coalesce(i.address, i.guid, '') as place, i.problem, i.tries, s.address as source
from item i join source s on s.number = i.source where i.aside = 1 order by i.number;

-- name: replay_items
update item set aside = 0, tries = 0, due = :now where aside = 1;

-- name: forget_items
-- a list that stays as it is is not read again: what stood on it the last time is on it still
delete from item where number in (
  select i.number from item i
  join (select source, max(listed) as listed from item group by source) last on last.source = i.source
  where i.due is null and i.aside = 0 and i.listed < :before and i.listed < last.listed
);

-- name: host
select free from host where name = ?;

-- name: take_turn
insert into host (name, free) values (:host, :free)
on conflict (name) do update set free = excluded.free where host.free <= :now or host.free > :horizon
returning name;

-- name: hold_host
insert into host (name, free) values (:host, :free)
on conflict (name) do update set free = max(host.free, excluded.free);

-- name: forget_hosts
delete from host where free < ?;

-- name: robots
select rules, until from robots where origin = :origin and until > :now;

-- name: set_robots
insert into robots (origin, rules, until) values (:origin, :rules, :until)
on conflict (origin) do update set rules = excluded.rules, until = excluded.until;

-- name: forget_robots
delete from robots where until < ?;
