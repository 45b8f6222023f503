-- name: add_act
insert into act (kind, who, why, made) values (:kind, :who, :why, :made);

-- name: name_in_act
insert into act_article (act, side, place, article, start, stop, digest) values (?, ?, ?, ?, ?, ?, ?);

-- name: undo_act
update act set undone = :undone, undone_by = :who, undone_why = :why where number = :act;

-- name: acts
select c.*, exists (select 1 from decided d where d.act = c.number) as effect
from act c
where (:known is null or c.made <= :known)
  and (:standing = 0 or c.undone is null or (:known is not null and c.undone > :known))
  and (:articles is null or exists (
    select 1 from act_article n where n.act = c.number
    and n.article in (select value from json_each(:articles))
  ))
order by c.number desc limit :most offset :after;

-- name: act
select c.*, exists (select 1 from decided d where d.act = c.number) as effect
from act c where c.number = ?;

-- name: act_articles
select n.act, n.side, n.place, a.id, n.article, n.start, n.stop, n.digest
from json_each(:acts) c join act_article n on n.act = c.value left join article a on a.number = n.article
order by n.act, n.side, n.place;

-- name: companions
-- what stands in one of these acts with an article
select distinct o.article from act_article n join act c on c.number = n.act and c.undone is null
join act_article o on o.act = n.act
where n.article = :article and o.article is not null and o.article <> :article;

-- name: forget_named
update act_article set start = null, stop = null, digest = null where article = ?;

-- name: tied_gatherings
-- per act the groups of what it names
select n.act, p.gathering from act c join act_article n on n.act = c.number
join placement p on p.article = n.article
where (:undone or c.undone is null) and c.kind in (select value from json_each(:kinds))
order by n.act;

-- name: clear_decided
delete from decided;

-- name: forget_decided
delete from decided where story = :story and act in (
  select number from act where kind in (select value from json_each(:kinds))
);

-- name: add_decided
insert into decided (story, act) values (?, ?);

-- name: deciding
select c.number, c.kind, c.who, c.why, c.made from decided d join act c on c.number = d.act
where d.story = :story and c.kind in (select value from json_each(:kinds)) order by c.number;
