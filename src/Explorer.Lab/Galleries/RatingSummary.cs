namespace Explorer.Lab.Galleries;

/// <summary>How many neighbours of a factorization were rated, and how well.</summary>
/// <param name="Good">Thumbs up.</param>
/// <param name="Bad">Thumbs down.</param>
public sealed record RatingSummary(int Good, int Bad)
{
    /// <summary>Neighbours that were rated.</summary>
    public int Rated => Good + Bad;

    /// <summary>Good over rated, 0 … 1; null when none was rated.</summary>
    public double? GoodShare => Rated == 0 ? null : Good / (double)Rated;
}
