-- Texts are known again in other languages, too: by pairs of names and numbers. All of this is derived,
-- so what was there before is thrown away and traced anew.

delete from carrier;
delete from run;
delete from body;

alter table body add column language text not null default 'und';
alter table body add column hallmarks blob not null default x'';  -- in order, 8 bytes each

create table hallmark (
  code integer not null,
  language text not null,             -- so that holders in the same one are passed over
  body integer not null,
  primary key (code, language, body)
) strict, without rowid;

drop table near;

-- of each body the others with which it shares most runs, and of other languages most hallmarks
create table near (
  body integer not null,
  other integer not null,
  abroad integer not null check (abroad in (0, 1)),
  shared integer not null,
  key blob not null,                  -- of the other: of equals the first one counts
  primary key (body, other, abroad)
) strict, without rowid;

create index near_other on near (other);

insert or ignore into change (stage, subject) select 'trace', number from article;
