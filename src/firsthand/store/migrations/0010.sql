-- Lineage is traced among what shares a text, no longer among all that hangs together by a phrase.
-- All of this is derived, so what was there before is thrown away and traced anew.

drop table run;
drop table carrier;
drop table body;

-- texts by a sample of their runs of words; equal texts are one body however many print them
create table body (
  number integer primary key,
  key blob not null unique,
  runs blob not null,                 -- its sampled runs in order, 8 bytes each
  size integer not null,              -- how many they are
  family integer not null             -- texts of which one is largely another, directly or not
) strict;

create index body_family on body (family);

create table carrier (
  article integer primary key references article on delete cascade,
  body integer not null references body
) strict;

create index carrier_body on carrier (body);

create table run (
  code integer not null,
  body integer not null,
  primary key (code, body)
) strict, without rowid;

-- of each body the others with which it shares most runs
create table near (
  body integer not null,
  other integer not null,
  shared integer not null,
  key blob not null,                  -- of the other: of equals the first one counts
  primary key (body, other)
) strict, without rowid;

create index near_other on near (other);

-- pages that an article's running text links
create table pointer (
  key text not null,
  article integer not null references article on delete cascade,
  primary key (key, article)
) strict, without rowid;

create index pointer_article on pointer (article);

insert or ignore into change (stage, subject) select 'trace', number from article;

-- what was purged and stays out: hashes of its names, nothing of its words
create table tombstone (
  hash blob primary key,
  purged text not null
) strict, without rowid;

-- ------------------------------------------------------------------ what readers ask for

alter table story add column headline text;                    -- as grouping chose it: [article, words]
alter table story add column title text not null default '';   -- words of the headline that is shown
alter table story add column low integer not null default 0;   -- independent origins
alter table story add column high integer not null default 0;
update story set
  headline = case when placed <> '' then json_extract(placed, '$.title') end,
  title = coalesce(json_extract(coalesce(told, nullif(placed, '')), '$.title[1]'), ''),
  low = coalesce(json_extract(told, '$.independent_origins.low'), 0),
  high = coalesce(json_extract(told, '$.independent_origins.high'), 0);
alter table story drop column placed;

-- where lineage contradicts an article's date: the date as an interval, and the flag that says so
alter table descent add column published text;
alter table descent add column flags text;

-- stories near one another, as the one was last looked at
create table relation (
  story integer not null references story on delete cascade,
  place integer not null,
  other integer not null references story on delete cascade,
  kind text not null,                 -- of the other: earlier | later | same_subject
  primary key (story, place)
) strict, without rowid;

create index relation_other on relation (other);

-- day by day, of a day what most newsrooms gathered themselves first
create index story_front on story (substr(latest, 1, 10) desc, low desc, high desc, latest desc, id);

alter table claim add column record text;                      -- Claim as JSON
insert or ignore into change (stage, subject) select 'tell', number from story;

-- of each article that stands in a story: whose it is, and how much of it stands in no earlier text
create table facet (
  article integer primary key references article on delete cascade,
  outlet text,
  language text not null,
  words integer not null,
  own real not null                   -- share of the body, 0 to 1
) strict;

create index facet_outlet on facet (outlet collate nocase);

-- whom an article says to have something from
create table citation (
  article integer not null references article on delete cascade,
  name text not null,
  primary key (article, name)
) strict, without rowid;

create index citation_name on citation (name collate nocase);

-- texts that are here from which an article has its words
create table way (
  article integer not null references article on delete cascade,
  upstream integer not null references article on delete cascade,
  primary key (article, upstream)
) strict, without rowid;

create index way_upstream on way (upstream);
