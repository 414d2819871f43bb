using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Tests.Wrmf;

/// <summary>The answers after one epoch; factors are given for some epochs only.</summary>
public sealed record GoldenEpoch(
    int Epoch,
    double Loss,
    double PrecisionTrain,
    double PrecisionTest,
    double MseTrain,
    double MseTest,
    Matrix<double>? Users,
    Matrix<double>? Items);
