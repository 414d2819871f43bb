using Explorer.Recommender.Evaluation;

namespace Explorer.Recommender.Ranking;

/// <summary>Rows that each get a list of their best columns: who they are, and which columns may be in whose list.</summary>
internal interface IRankedRows
{
    /// <summary>How many rows there are.</summary>
    int Count { get; }

    /// <summary>Copies the factors of a row, shape [f].</summary>
    void CopyTo(int row, Span<float> factors);

    /// <summary>Offers a row's list those of some neighbouring columns that may be in it.</summary>
    /// <param name="first">The first of the columns.</param>
    /// <param name="scores">Their products with the row, shape [columns].</param>
    void Offer(int row, int first, ReadOnlySpan<float> scores, TopK best);
}
