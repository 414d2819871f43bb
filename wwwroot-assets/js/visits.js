// Pinned and recent items of a dataset, remembered by the visitor's browser: ids only, the latest first.
window.explorerVisits = (place, what, id) => {
  const most = 20;
  let visits = { pinned: [], recent: [] };
  try {
    visits = { ...visits, ...JSON.parse(localStorage.getItem(place) ?? '{}') };
  } catch {
    // Storage may be forbidden or spoilt; then nothing is remembered.
  }

  const without = (ids) => ids.filter((other) => other !== id);
  if (what === 'unpin') {
    visits.pinned = without(visits.pinned);
  } else if (what === 'pin') {
    visits.pinned = [id, ...without(visits.pinned)].slice(0, most);
  } else {
    visits.recent = [id, ...without(visits.recent)].slice(0, most);
  }

  try {
    localStorage.setItem(place, JSON.stringify(visits));
  } catch {
    // As above.
  }
  return visits;
};
