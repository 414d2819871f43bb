namespace Explorer.Recommender.Wrmf;

/// <summary>How half-epochs are solved. Both give the exact minimiser, to the precision they compute in.</summary>
public enum SolverKind
{
    /// <summary>Conjugate gradient in whitened coordinates, in float, on all threads: the fast one.</summary>
    Whitened,

    /// <summary>One dense Cholesky solve a row, in double, on one thread: the readable reference.</summary>
    Cholesky,
}
