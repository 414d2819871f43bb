namespace Explorer.Lab.Sweeps.Estimates;

/// <summary>What decides how long a trial takes, beside its factors.</summary>
/// <param name="Users">Users after thresholds.</param>
/// <param name="Items">Items after thresholds.</param>
/// <param name="Likes">Likes after thresholds.</param>
/// <param name="TestUsers">Users that are measured with.</param>
public sealed record SweepSizes(int Users, int Items, int Likes, int TestUsers);
