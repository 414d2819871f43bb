namespace Explorer.Recommender.Ranking;

/// <summary>Looks at the scores of one row for some neighbouring columns.</summary>
/// <param name="place">Place of the row in its block.</param>
/// <param name="first">The first of the columns.</param>
/// <param name="scores">Shape [columns of the panel].</param>
/// <returns>The row's threshold from here on: what a later column must exceed to matter.</returns>
internal delegate float ScoreLook(int place, int first, ReadOnlySpan<float> scores);
