-- An analyst's acts, and beside the stories the groups that were found without them.

-- ------------------------------------------------------------------ the truth

create table act (
  number integer primary key,
  kind text not null,
  who text,
  why text not null,
  made text not null,
  undone text,
  undone_by text,
  undone_why text not null default ''
) strict;

-- what an act names: articles, or places in them; of what is purged nothing but that it was named
create table act_article (
  act integer not null references act on delete cascade,
  side integer not null check (side in (0, 1)),  -- what it is about, and what it is held against
  place integer not null,
  article integer references article on delete set null,
  start integer,
  stop integer,
  digest text,                        -- of the words of a place
  primary key (act, side, place)
) strict, without rowid;

create index act_article_article on act_article (article) where article is not null;

-- ------------------------------------------------------------------ findings

-- articles as they were grouped, before the acts
create table gathering (
  number integer primary key,
  id text not null unique,
  headline text,                      -- as grouping chose it: [article, words]
  story integer references story on delete set null  -- the one that has most of it
) strict;

create index gathering_story on gathering (story) where story is not null;

create table placement (
  article integer primary key references article on delete cascade,
  gathering integer not null references gathering on delete cascade
) strict;

create index placement_gathering on placement (gathering);

insert into gathering (number, id, headline, story) select number, id, headline, number from story;
insert into placement (article, gathering) select article, story from membership;

-- groups near one another, as the one was last looked at
alter table relation rename to relation_before;

create table relation (
  gathering integer not null references gathering on delete cascade,
  place integer not null,
  other integer not null references gathering on delete cascade,
  kind text not null,                 -- of the other: earlier | later | same_subject
  primary key (gathering, place)
) strict, without rowid;

insert into relation (gathering, place, other, kind) select story, place, other, kind from relation_before;
drop table relation_before;
create index relation_other on relation (other);

-- what acts decided: of a story its articles, claims or lineage
create table decided (
  story integer not null references story on delete cascade,
  act integer not null references act on delete cascade,
  primary key (story, act)
) strict, without rowid;

create index decided_act on decided (act);
