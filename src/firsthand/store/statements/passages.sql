-- name: body_keyed
select number from body where key = ?;

-- name: body
select runs, component from body where number = ?;

-- name: add_body
insert into body (key, runs, component) values (:key, :runs, 0);

-- name: set_component
update body set component = :component where number = :body;

-- name: join_components
update body set component = :kept where component = :absorbed;

-- name: component_size
select count(*) from body where component = ?;

-- name: add_run
insert into run (code, body) values (?, ?) on conflict do nothing;

-- name: delete_run
delete from run where code = ? and body = ?;

-- name: partners
select r.body, b.component
from json_each(:codes) c join run r on r.code = c.value join body b on b.number = r.body
where r.body <> :body group by r.body having count(*) >= :least;

-- name: carry
insert into carrier (article, body) values (:article, :body)
on conflict (article) do update set body = excluded.body;

-- name: carried
select c.body, b.component from carrier c join body b on b.number = c.body where c.article = ?;

-- name: put_down
delete from carrier where article = ?;

-- name: carriers
select article from carrier where body = ?;

-- name: component_bodies
select number from body where component = ? order by number;

-- name: component_articles
select c.article from body b join carrier c on c.body = b.number where b.component = ?;

-- name: components
select distinct b.component from json_each(:numbers) n
join carrier c on c.article = n.value join body b on b.number = c.body;

-- name: delete_body
delete from body where number = ?;
