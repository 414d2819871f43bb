using Explorer.Lab.Sweeps;

namespace Explorer.Web.Sweeps;

/// <summary>Tells trials apart by identity: a trial read again is the same row.</summary>
internal sealed class TrialComparer : IEqualityComparer<Trial>
{
    /// <summary>The one there is.</summary>
    public static TrialComparer ById { get; } = new();

    /// <inheritdoc/>
    public bool Equals(Trial? x, Trial? y) => x?.Id == y?.Id;

    /// <inheritdoc/>
    public int GetHashCode(Trial obj) => obj.Id.GetHashCode();
}
