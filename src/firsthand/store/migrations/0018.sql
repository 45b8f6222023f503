-- parts of articles that tell of the event of another article, which stands in another story
create table second (
  article integer not null references article on delete cascade,
  start integer not null,
  stop integer not null,
  other integer not null references article on delete cascade,
  primary key (article, start)
) strict, without rowid;

create index second_other on second (other);
