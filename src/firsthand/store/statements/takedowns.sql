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

-- name: stories_of
select s.id from json_each(:articles) n
join membership m on m.article = n.value join story s on s.number = m.story order by s.id;

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

-- name: copied
insert into copied (path, made) values (?, ?) on conflict (path) do update set made = excluded.made;

-- name: copies
select path, made from copied order by made, path;

-- name: uncopied
delete from copied where path = ?;

-- name: all_texts
select title, text from version;
