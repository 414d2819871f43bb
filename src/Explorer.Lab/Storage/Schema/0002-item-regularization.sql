-- λ of items of a trial; null when it is the trial's λ.
alter table trial add column item_regularization real null;
