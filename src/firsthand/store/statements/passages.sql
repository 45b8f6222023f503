-- name: body_keyed
select number from body where key = ?;

-- name: body
select number, key, runs, size, family, language, hallmarks from body where number = ?;

-- name: add_body
insert into body (key, runs, size, family, language, hallmarks)
values (:key, :runs, :size, 0, :language, :hallmarks);

-- name: set_family
update body set family = :family where number = :body;

-- name: join_families
update body set family = :kept where family = :absorbed;

-- name: family_size
select count(*) from body where family = ?;

-- name: family_bodies
select number from body where family = ? order by number;

-- name: add_run
insert into run (code, body) values (?, ?) on conflict do nothing;

-- name: delete_run
delete from run where code = ? and body = ?;

-- name: partners
-- Of the bodies that share enough with one, those that this matters to: kindred ones, its nearest, and
-- those among whose nearest it is. The run that most bodies hold is not counted but looked up in what
-- is left: it may be held by most of all.
with
  held as materialized (
    select value as code, (select count(*) from run where code = value) as bodies
    from json_each(:codes)
  ),
  hot as materialized (select code from held order by bodies desc limit 1),
  counted as materialized (
    select c.body, c.shared + exists (
      select 1 from hot join run r on r.code = hot.code and r.body = c.body
    ) as shared
    from (
      select r.body, count(*) as shared from held h join run r on r.code = h.code
      where h.code not in hot and r.body <> :body group by r.body having count(*) >= :least - 1
    ) c
  ),
  found as materialized (
    select b.number, b.family, b.size, b.key, c.shared
    from counted c join body b on b.number = c.body where c.shared >= :least
  ),
  nearest as materialized (
    select number from found order by shared desc, key limit :nearest
  )
select * from (
  select f.*, (
    select count(*) from near n where n.body = f.number and not n.abroad
    and (n.shared > f.shared or (n.shared = f.shared and n.key < :key))
  ) < :nearest as closer
  from found f
)
where closer or shared >= :kindred * min(size, :size) or number in nearest;

-- name: add_hallmark
insert into hallmark (code, language, body) values (?, ?, ?) on conflict do nothing;

-- name: delete_hallmark
delete from hallmark where code = ? and language = ? and body = ?;

-- name: partners_abroad
select f.*, (
  select count(*) from near n where n.body = f.number and n.abroad
  and (n.shared > f.shared or (n.shared = f.shared and n.key < :key))
) < :nearest as closer
from (
  select b.number, b.key, count(*) as shared from (
    select h.body from json_each(:codes) c join hallmark h
    on h.code = c.value and h.language < :language
    union all
    select h.body from json_each(:codes) c join hallmark h
    on h.code = c.value and h.language > :language
  ) h join body b on b.number = h.body
  group by h.body having count(*) >= :least
) f;

-- name: add_near
insert into near (body, other, abroad, shared, key) values (?, ?, ?, ?, ?)
on conflict (body, other, abroad) do update set shared = excluded.shared, key = excluded.key;

-- name: leave_far
delete from near where abroad = :abroad and (body, other) in (
  select body, other from (
    select body, other, row_number() over (partition by body order by shared desc, key) as place
    from near where abroad = :abroad and body in (select value from json_each(:bodies))
  ) where place > :nearest
);

-- name: near_to
select body, abroad from near where other = ? order by body, abroad;

-- name: delete_near
delete from near where body = :body or other = :body;

-- name: carry
insert into carrier (article, body) values (:article, :body)
on conflict (article) do update set body = excluded.body;

-- name: carried
select c.body, b.key, b.family from carrier c join body b on b.number = c.body where c.article = ?;

-- name: put_down
delete from carrier where article = ?;

-- name: carriers
select article from carrier where body = ? limit 1;

-- name: beside
select f.article from carrier c join body b on b.number = c.body
join body o on o.family = b.family join carrier f on f.body = o.number
where c.article = :article
union
select f.article from carrier c join near n on n.other = c.body join carrier f on f.body = n.body
where c.article = :article
union
select p.article from name n join pointer p on p.key = n.key where n.article = :article;

-- name: stories_beside
select distinct m.story from (
  select f.article from carrier c join body b on b.number = c.body
  join body o on o.family = b.family join carrier f on f.body = o.number
  where c.article = :article
  union all
  select f.article from carrier c join near n on n.other = c.body join carrier f on f.body = n.body
  where c.article = :article
  union all
  select p.article from name n join pointer p on p.key = n.key where n.article = :article
  union all
  select :article
) f join membership m on m.article = f.article;

-- name: around
with
  own as (
    select distinct c.body, b.family from json_each(:numbers) n
    join carrier c on c.article = n.value join body b on b.number = c.body
  ),
  wanted as (
    select b.number from body b where b.family in (select family from own)
    union
    select n.other from own o join near n on n.body = o.body
  )
select c.article from wanted w join carrier c on c.body = w.number
union
select n.article from json_each(:numbers) a
join pointer p on p.article = a.value join name n on n.key = p.key;

-- name: add_pointer
insert into pointer (key, article) values (?, ?) on conflict do nothing;

-- name: delete_pointers
delete from pointer where article = ?;

-- name: delete_body
delete from body where number = ?;

-- name: clear_hallmarks
delete from hallmark;

-- name: clear_near
delete from near;

-- name: clear_pointers
delete from pointer;
