-- letters of texts that are only cited: as those who cite them have them, they move no more
create table siglum_cited (
  article text not null,              -- id of the report that cites
  text text not null,                 -- name of the text, or its id if it is kept
  letter text not null,
  primary key (article, text)
) strict, without rowid;
