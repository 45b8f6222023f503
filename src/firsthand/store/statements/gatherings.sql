-- name: count_placed
select count(*) from placement;

-- name: placed_in_order
select a.number from article a join placement p on p.article = a.number
order by a.appeared, a.id limit -1 offset :start;

-- name: last_placed
select a.number, a.appeared, a.id from article a join placement p on p.article = a.number
order by a.appeared desc, a.id desc limit 1;

-- name: another_placed
select article from placement where article <> ? limit 1;

-- name: placements
select p.article, p.gathering from json_each(:numbers) n join placement p on p.article = n.value;

-- name: set_placement
insert into placement (article, gathering) values (?, ?)
on conflict (article) do update set gathering = excluded.gathering;

-- name: delete_placement
delete from placement where article = ?;

-- name: add_second
insert into second (article, start, stop, other) values (?, ?, ?, ?);

-- name: delete_seconds
delete from second where article = ?;

-- name: seconds
-- what articles tell of other stories than those in which they stand
select a.id as article, t.start, t.stop, s.id as story, s.title from json_each(:numbers) n
join second t on t.article = n.value join article a on a.number = t.article
join membership m on m.article = t.article join membership o on o.article = t.other
join story s on s.number = o.story
where o.story <> m.story and s.title is not null order by a.id, t.start;

-- name: gathering_named
select number from gathering where id = ?;

-- name: add_gathering
insert into gathering (id) values (?);

-- name: join_gatherings
update placement set gathering = :new where gathering = :old;

-- name: gathering_size
select count(*) from placement where gathering = ?;

-- name: delete_gathering
delete from gathering where number = ?;

-- name: empty_gatherings
select g.number from json_each(:gatherings) n join gathering g on g.number = n.value
where not exists (select 1 from placement p where p.gathering = g.number);

-- name: clear_gatherings
delete from gathering;

-- name: gathered
select p.gathering, p.article, a.id from json_each(:gatherings) g
join placement p on p.gathering = g.value join article a on a.number = p.article
order by a.appeared, a.id;

-- name: gatherings
select g.number, g.id, g.headline, g.story from json_each(:gatherings) n
join gathering g on g.number = n.value;

-- name: set_gathering_headline
update gathering set headline = :headline where number = :gathering and headline is not :headline
returning number;

-- name: sole_story
-- the story that is a group and nothing else, with its headline
select g.story, a.id as article, json_extract(g.headline, '$[1]') as words from gathering g
join article a on a.id = json_extract(g.headline, '$[0]')
join placement p on p.article = a.number and p.gathering = g.number
where g.number = ? and not exists (
  select 1 from gathering o where o.story = g.story and o.number <> g.number
) and g.story is not null;

-- name: set_gathering_story
update gathering set story = ? where number = ?;

-- name: delete_relations
delete from relation where gathering = ?;

-- name: add_relation
insert into relation (gathering, place, other, kind) values (?, ?, ?, ?);

-- name: forget_headline
update gathering set headline = null
where (number, json_extract(headline, '$[0]')) = (
  select p.gathering, a.id from placement p join article a on a.number = p.article
  where a.number = ?
);
