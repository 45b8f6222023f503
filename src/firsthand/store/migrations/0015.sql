-- A large story is told again when enough of it is new; until then it is known which articles are not in
-- what is told of it.

alter table membership add column joined integer not null default 0 check (joined in (0, 1));
update membership set joined = 1;

create index membership_waiting on membership (story) where joined = 0;
