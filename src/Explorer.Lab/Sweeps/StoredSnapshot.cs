using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps;

/// <summary>The neighbours of a pinned item at an epoch of a trial, as the store has them.</summary>
/// <param name="Cursor">Grows with every stored snapshot; read on after the last one seen.</param>
/// <param name="Epoch">The measured epoch.</param>
/// <param name="Snapshot">The item and its neighbours, dense indices.</param>
public sealed record StoredSnapshot(long Cursor, int Epoch, NeighbourSnapshot Snapshot);
