-- what somebody wants to be told of, and what they were told: hashes, so that no word of a text is kept
create table watch (
  number integer primary key,
  words text,                         -- claims that hold all of them
  story text,                         -- or all of a story
  since text not null,
  check ((words is null) != (story is null))
) strict;

create table alerted (
  watch integer not null references watch on delete cascade,
  hash blob not null,
  at text not null,
  primary key (watch, hash)
) strict, without rowid;
