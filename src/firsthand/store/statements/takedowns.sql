-- name: takedown_lines
select number, request, kind, at, said, seal from takedown order by number;

-- name: takedown_of
select number, request, kind, at, said, seal from takedown where request = ? order by number;

-- name: takedown_last
select number, request, seal from takedown order by number desc limit 1;

-- name: takedown_next
select coalesce(max(request), 0) + 1 from takedown;

-- name: takedown_add
insert into takedown (number, request, kind, at, said, seal) values (?, ?, ?, ?, ?, ?);

-- name: takedowns_due
select request from takedown group by request
having max(kind = 'proved') and not max(kind in ('deleted', 'withdrawn')) order by request;

-- name: takedowns_naming
select distinct request from takedown where kind = 'deleted' and instr(said, :sought) order by request;

-- name: bar
insert into barred (name, request) values (?, ?) on conflict do nothing;

-- name: unbar
delete from barred where request = ?;

-- name: barring
select request from barred where name in (select value from json_each(:names)) order by request;

-- name: bars
select name, request from barred order by name;

-- name: named_on_site
select distinct article from name where key >= :first and key < :last order by article;

-- name: drop_item
delete from item where number = ?;

-- name: items_alone
select number, address from item where article is null and address is not null;

-- name: items_alone_within
-- the index is named: by that of articles all that have none would be gone through
select number, address from item indexed by item_form
where article is null and address is not null and form is null
union
select item.number, item.address from json_each(:ranges) as range
  cross join item indexed by item_form on item.form between range.value ->> 0 and range.value ->> 1
where item.article is null and item.address is not null;

-- name: copied
insert into copied (path, made) values (?, ?) on conflict (path) do update set made = excluded.made;

-- name: copies
select path, made from copied order by made, path;

-- name: uncopied
delete from copied where path = ?;

-- name: all_texts
select title, text from version;

-- name: leave_removed
insert or replace into removed (article, appeared, record) values (?, ?, ?);

-- name: leave_beside
insert into removed_beside (removed, article, kin) values (?, ?, ?);

-- name: follow_beside
insert into removed_beside (removed, article, kin)
select removed, :article, kin and :kin from removed_beside
where article = :removed and removed <> :article
on conflict do nothing;

-- name: forget_beside
delete from removed_beside as kept
where article = (select id from article where number = ?)
and not exists (select 1 from removed r where r.article = kept.article);

-- name: forget_siglum
delete from siglum as kept
where article = (select id from article where number = ?)
and not exists (select 1 from removed r where r.article = kept.article);

-- name: forget_letters
with gone as (select id from article where number = ?)
delete from siglum_cited where article in gone or text in gone;

-- name: removed_beside
with near as (
  select distinct b.removed from json_each(:numbers) n
  join article a on a.number = n.value join removed_beside b on b.article = a.id
)
select r.article as removed, r.record, b.article, b.kin, a.number is not null as here, m.story
from near join removed r on r.article = near.removed
join removed_beside b on b.removed = r.article
left join article a on a.id = b.article
left join membership m on m.article = a.number
where not exists (select 1 from article back where back.id = r.article)
order by r.appeared, r.article, a.appeared, a.id;
