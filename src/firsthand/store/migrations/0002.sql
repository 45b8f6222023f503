-- What collecting remembers: of each source how it is asked, of each thing that a source lists
-- what it is known by and whether its page is still to be fetched, of each host when it may be asked.

alter table source add column site text;
alter table source add column language text;
alter table source add column every real not null default 1800.0;  -- seconds from one poll to the next
alter table source add column missing text;                        -- first 404 of an unbroken row
alter table source add column moving_sights integer not null default 0;
alter table source add column former text not null default '[]';   -- addresses it had before, as JSON
alter table source add column candidates text not null default '[]'; -- while its feed is looked for: the site, and where it may be, as JSON
alter table source add column digest blob;                         -- of the document when it was last read
alter table source add column brought text;                        -- when it last brought something new

create table item (
  number integer primary key,
  source integer not null references source on delete cascade,
  article integer references article on delete cascade,
  address text,
  guid text,
  title text not null,
  words text not null,                -- text or summary, as the source gives it
  published text,
  stamp text,                         -- when the source says that it changed, as written
  versions integer not null,
  listed text not null,               -- when it was last on the list
  -- its page: when it is to be fetched, and what came of it before
  due text,
  visits integer not null default 0,
  tries integer not null default 0,
  etag text,
  modified text,
  missing text,
  problem text,
  aside integer not null default 0 check (aside in (0, 1))  -- given up until it is replayed
) strict;

create index item_due on item (due) where due is not null;
create index item_aside on item (number) where aside = 1;
create index item_source on item (source);
create index item_article on item (article);

-- by what a source's item is recognised when it is listed again
create table item_name (
  source integer not null references source on delete cascade,
  key text not null,
  item integer not null references item on delete cascade,
  primary key (source, key)
) strict, without rowid;

create index item_name_item on item_name (item);

create table host (
  name text primary key,
  free text not null                  -- nobody asks it before, whichever process
) strict, without rowid;

create table robots (
  origin text primary key,
  rules text not null,                -- as JSON
  until text not null
) strict, without rowid;
