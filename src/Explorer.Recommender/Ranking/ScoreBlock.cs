using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Ranking;

/// <summary>
/// Scores of a block of rows against all columns, a panel at a time, and a closer look only at rows with a score above their threshold.
/// Nothing of shape [rows × columns] is made. The scratch of one worker.
/// </summary>
internal sealed class ScoreBlock
{
    /// <summary>Rows of a block: whole tiles, few enough that their factors stay in the first-level cache.</summary>
    public const int MostRows = 8 * Tile.Rows;

    private readonly Panels _columns;
    private readonly AlignedTable<float> _rows;
    private readonly AlignedTable<float> _scores;
    private readonly float[] _thresholds;
    private readonly int[] _above;

    /// <summary>Makes the scratch.</summary>
    /// <param name="columns">What is ranked, a column each.</param>
    /// <param name="rows">Rows there will be at most; more than <see cref="MostRows"/> are not used.</param>
    public ScoreBlock(Panels columns, int rows)
    {
        _columns = columns;
        var tiled = Simd.RoundUp(Math.Min(rows, MostRows), Tile.Rows);
        _rows = new AlignedTable<float>(tiled, columns.Depth);
        _scores = new AlignedTable<float>(tiled, Panels.Width);
        _thresholds = new float[tiled];
        _above = new int[tiled];
    }

    /// <summary>The factors of one row, shape [f]; to be filled before <see cref="Pass"/>.</summary>
    public Span<float> this[int place] => _rows[place];

    /// <summary>Passes over all columns in ascending order. Every row's threshold begins at −∞.</summary>
    /// <param name="count">Rows filled.</param>
    /// <param name="look">Called for a row and a panel that holds a score above the row's threshold.</param>
    public void Pass(int count, ScoreLook look, CancellationToken cancellationToken)
    {
        // Rows that only fill up the last tile have scores, too, which must not get through.
        _thresholds.AsSpan().Fill(float.PositiveInfinity);
        _thresholds.AsSpan(0, count).Fill(float.NegativeInfinity);
        var thresholds = _thresholds.AsSpan(0, Simd.RoundUp(count, Tile.Rows));
        for (var panel = 0; panel < _columns.Count && !cancellationToken.IsCancellationRequested; panel++)
        {
            var first = panel * Panels.Width;
            var width = Math.Min(Panels.Width, _columns.ColumnCount - first);
            var above = ScorePanel.Multiply(_rows, _columns[panel], _scores, thresholds, _above);
            foreach (var place in _above.AsSpan(0, above))
            {
                _thresholds[place] = look(place, first, _scores[place][..width]);
            }
        }
    }
}
