namespace Explorer.Recommender.Numerics;

/// <summary>How the operator I + αVᵤᵀVᵤ of one row is held; which way is cheaper depends on its likes k, on f and on α.</summary>
/// <remarks>
/// A third way, solving in k unknowns with VᵤVᵤᵀ, was slower in a trial (f = 10, 40, 120; α = 49, 999; k up to 8 and 16; a gather without
/// vectors): k²f beforehand buys steps of k² instead of 2kf, but there are at most k of them, and with a warm start far fewer.
/// </remarks>
internal enum RowForm
{
    /// <summary>Go through the k liked rows in every step: 2kf a step, nothing beforehand.</summary>
    Rows,

    /// <summary>Form VᵤᵀVᵤ first, kf², and then f² a step. For rows with many likes when many steps are to be expected.</summary>
    Matrix,
}
