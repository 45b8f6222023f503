-- What reading pages ask for.

-- what was taken down is left out of every search
create index article_removed on article (number) where status = 'removed';

-- the links into an article without passages and reasons, as lists show them:
-- [[upstream, relation, coverage, confidence], ...]
create table outline (
  article integer primary key references article on delete cascade,
  links text not null
) strict;

create trigger descent_added after insert on descent begin
  insert into outline (article, links) select new.article, (
    select json_group_array(json_array(
      json_extract(l.value, '$.upstream'), json_extract(l.value, '$.relation'),
      json_extract(l.value, '$.coverage'), json_extract(l.value, '$.confidence')
    )) from json_each(new.links) l
  );
end;

create trigger descent_changed after update of links on descent when old.links <> new.links begin
  update outline set links = (
    select json_group_array(json_array(
      json_extract(l.value, '$.upstream'), json_extract(l.value, '$.relation'),
      json_extract(l.value, '$.coverage'), json_extract(l.value, '$.confidence')
    )) from json_each(new.links) l
  ) where article = new.article;
end;

create trigger descent_deleted after delete on descent begin
  delete from outline where article = old.article;
end;

insert into outline (article, links) select d.article, (
  select json_group_array(json_array(
    json_extract(l.value, '$.upstream'), json_extract(l.value, '$.relation'),
    json_extract(l.value, '$.coverage'), json_extract(l.value, '$.confidence')
  )) from json_each(d.links) l
) from descent d;
