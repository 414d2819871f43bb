using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Wrmf;

/// <summary>One half-epoch: solves all rows of one side with the other side held fixed.</summary>
/// <remarks>
/// The seam is here and not at the single row, because the fast way shares work between all rows of a side.
/// Whoever implements it promises: the same sequence of calls gives the same bits for any number of threads; a row without likes becomes zero;
/// cancelled or failed, <c>solved</c> is untouched; done, every factor is finite.
/// </remarks>
internal interface IHalfEpochSolver
{
    /// <summary>What had to be done beyond the textbook, for the person to read; each thing once.</summary>
    IReadOnlyCollection<string> Notes { get; }

    /// <summary>Minimises the objective over the rows of one side: Hu, Koren and Volinsky 2008, eq. 4 and 5.</summary>
    /// <param name="likes">Rows are the side to solve, columns the fixed one.</param>
    /// <param name="fixedSide">Y, shape [columns × f].</param>
    /// <param name="solved">X, shape [rows × f]; on entry of the previous epoch, on exit the solution.</param>
    /// <param name="regularization">λ of the rows' side, before it is scaled by their likes.</param>
    /// <param name="workers">Threads to work with, 1 or more; may differ from call to call and never changes a bit of the result.</param>
    /// <exception cref="ExplorerException">The equations are singular, or a factor is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, at most about 50 ms after it was asked for.</exception>
    void Solve(
        LikesMatrix likes, Factors fixedSide, Factors solved, double regularization, int workers, CancellationToken cancellationToken);
}
