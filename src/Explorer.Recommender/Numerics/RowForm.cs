namespace Explorer.Recommender.Numerics;

/// <summary>How the operator D + VᵤᵀWVᵤ of one row is held; which way is cheaper depends on its likes k, on f and on its confidences.</summary>
internal enum RowForm
{
    /// <summary>Go through the k liked rows in every step: 2kf a step, nothing beforehand.</summary>
    Rows,

    /// <summary>Form VᵤᵀWVᵤ first, kf², and then f² a step. For rows with many likes when many steps are to be expected.</summary>
    Matrix,
}
