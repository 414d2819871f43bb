using Explorer.Lab.Sweeps.Estimates;

namespace Explorer.Lab.Sweeps;

/// <summary>What a sweep trains and tests on.</summary>
/// <param name="Users">Users after thresholds.</param>
/// <param name="Items">Items after thresholds.</param>
/// <param name="Likes">Likes after thresholds, held-out ones included.</param>
/// <param name="TestUsers">Users with held-out likes.</param>
/// <param name="EligibleUsers">Users with enough likes, from whom the test users are drawn; with a test file those it tests.</param>
/// <param name="Memory">What it needs of the memory, and how many trials that allows at once.</param>
public sealed record SweepPlan(int Users, int Items, int Likes, int TestUsers, int EligibleUsers, MemoryPlan Memory)
{
    /// <summary>How long it will take, about.</summary>
    public TimeEstimate Estimate { get; init; } = new(TimeSpan.Zero, EstimateBasis.Reference);

    /// <summary>What decides how long a trial takes.</summary>
    public SweepSizes Sizes => new(Users, Items, Likes, TestUsers);

    /// <summary>What the person should know about the split, in sentences; usually empty.</summary>
    public string Note { get; init; } = "";
}
