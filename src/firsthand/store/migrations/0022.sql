-- by which the page of an item is found that may be the same as another: ``collect.identity.form``;
-- null until it is listed again where it was listed before
alter table item add column form text;
create index item_form on item (form) where article is null and address is not null;
