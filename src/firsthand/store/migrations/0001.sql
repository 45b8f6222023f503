-- What is kept (articles, versions, sightings, statuses) is the truth; all else is derived from it
-- and may be thrown away and made anew. Times are ISO 8601 in UTC, so that they sort as text.

-- ------------------------------------------------------------------ where articles come from

create table source (
  number integer primary key,
  address text not null unique,
  kind text not null,                 -- page | feed | sitemap
  title text,
  added text not null,
  -- what the server is told when it is asked again, byte for byte as it was given
  etag text,
  modified text,
  whole text,                         -- when it was last fetched without these two
  checked text,
  due text,
  failures integer not null default 0,
  problem text,
  -- a new address is believed once it has been confirmed
  moved_to text,
  moved_since text,
  stopped text                        -- why it is not asked any more
) strict;

create index source_due on source (due) where stopped is null;

-- ------------------------------------------------------------------ the truth

create table article (
  number integer primary key,
  id text not null unique,
  status text not null default 'live' check (status in ('live', 'corrected', 'retracted', 'removed', 'gone')),
  -- by which articles stand in order: when it was first seen, or else published
  appeared text not null,
  added text not null
) strict;

create index article_appeared on article (appeared, id);

create table version (
  number integer primary key,
  article integer not null references article on delete cascade,
  ordinal integer not null check (ordinal > 0),
  current integer not null check (current in (0, 1)),
  digest blob not null,               -- of title and text
  title text,
  text text not null,
  record text not null,               -- the article without its text, as JSON
  first_seen text not null,
  last_seen text not null,
  unique (article, ordinal)
) strict;

create unique index version_current on version (article) where current = 1;

-- by what an article is recognised when it comes again
create table name (
  key text primary key,
  article integer not null references article on delete cascade
) strict, without rowid;

create index name_article on name (article);

create table sighting (
  number integer primary key,
  article integer not null references article on delete cascade,
  version integer not null references version on delete cascade,
  source integer references source on delete set null,
  place text not null,                -- path or address as it was named
  guid text,
  seen text not null
) strict;

create index sighting_article on sighting (article);
create index sighting_version on sighting (version);
create index sighting_source on sighting (source);

create table mark (
  number integer primary key,
  article integer not null references article on delete cascade,
  status text not null,
  why text not null,
  seen text not null
) strict;

create index mark_article on mark (article);

-- ------------------------------------------------------------------ what is still to be done

create table change (
  stage text not null,
  subject integer not null,
  primary key (stage, subject)
) strict, without rowid;

create table quarantine (
  stage text not null,
  subject integer not null,
  reason text not null,
  tries integer not null,
  primary key (stage, subject)
) strict, without rowid;

-- ------------------------------------------------------------------ findings

create table story (
  number integer primary key,
  id text not null unique,
  placed text not null,               -- Story as it was grouped, as JSON
  told text,                          -- the same with claims, questions and timeline
  size integer not null default 0,
  latest text not null default ''
) strict;

create index story_latest on story (latest desc, id);

create table moved_story (
  id text primary key,
  story integer not null references story on delete cascade
) strict, without rowid;

create index moved_story_story on moved_story (story);

create table membership (
  article integer primary key references article on delete cascade,
  story integer not null references story on delete cascade,
  published text                      -- Published as narrowed by the story, as JSON
) strict;

create index membership_story on membership (story);

create table reading (
  article integer primary key references article on delete cascade,
  reports text not null,
  cited text not null,
  flags text not null                 -- how well its claims could be read
) strict;

create table claim (
  number integer primary key,
  id text not null,
  story integer not null references story on delete cascade,
  place integer not null,             -- in the story's claims
  words text not null,
  low integer not null,
  high integer not null,
  unique (story, place)
) strict;

create index claim_id on claim (id);

-- texts that share runs of words; equal texts are one body however many print them
create table body (
  number integer primary key,
  key blob not null unique,
  runs blob not null,                 -- its runs in order, 8 bytes each
  component integer not null
) strict;

create index body_component on body (component);

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

create table descent (
  article integer primary key references article on delete cascade,
  links text not null,
  origins text not null
) strict;

-- ------------------------------------------------------------------ caches

create table parse (
  number integer primary key,         -- grows with time: the oldest are dropped first
  key blob not null,
  model text not null,
  tokens text not null,
  unique (key, model)
) strict;

create table vector (
  key blob not null,
  model text not null,
  numbers blob not null,
  primary key (key, model)
) strict, without rowid;

-- ------------------------------------------------------------------ search

create virtual table article_words using fts5 (
  title, text, content = 'version', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);

create trigger version_shown after insert on version when new.current = 1 begin
  insert into article_words (rowid, title, text) values (new.number, new.title, new.text);
end;

create trigger version_superseded after update of current on version when old.current = 1 and new.current = 0 begin
  insert into article_words (article_words, rowid, title, text) values ('delete', old.number, old.title, old.text);
end;

create trigger version_deleted after delete on version when old.current = 1 begin
  insert into article_words (article_words, rowid, title, text) values ('delete', old.number, old.title, old.text);
end;

create virtual table claim_words using fts5 (
  words, content = 'claim', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);

create trigger claim_added after insert on claim begin
  insert into claim_words (rowid, words) values (new.number, new.words);
end;

create trigger claim_deleted after delete on claim begin
  insert into claim_words (claim_words, rowid, words) values ('delete', old.number, old.words);
end;
