-- What a feed asks to be left alone for holds after answers that say nothing new, too.
alter table source add column rest text;                  -- a Rest; null if it asks for nothing
