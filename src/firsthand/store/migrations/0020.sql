-- What is left of reports that were removed at their owners' requests: whose they were, when they had
-- appeared, and beside which others they stood. No word of any text.
create table removed (
  article text primary key,           -- the id that it had
  appeared text not null,             -- its place in the order of the library
  record text not null                -- JSON
) strict, without rowid;

create table removed_beside (
  removed text not null references removed on delete cascade,
  article text not null,              -- id of another report of its story, removed ones too
  kin integer not null,               -- 1: the words of both went back to the same text
  primary key (removed, article)
) strict, without rowid;

create index removed_beside_article on removed_beside (article);

-- marks ("A2") that the reports of a story were given: they move no more
create table siglum (
  article text primary key,
  mark text not null
) strict, without rowid;
