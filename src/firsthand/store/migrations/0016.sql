-- What owners asked to have taken down, and what was done: who, what, when, on which proof, no word of
-- any text. Each line is sealed by a hash over it and the seal of the line before it.
create table takedown (
  number integer primary key,
  request integer not null,
  kind text not null,                 -- asked | refused | proved | deleted | wiped | withdrawn
  at text not null,
  said text not null,                 -- JSON
  seal blob not null
) strict;

create index takedown_request on takedown (request);

-- what stays out at its owner's request: a page ("url KEY") or a whole site ("site KEY")
create table barred (
  name text primary key,
  request integer not null
) strict, without rowid;

-- copies that were made of this library: what is taken down later still stands in them
create table copied (
  path text primary key,
  made text not null
) strict, without rowid;
