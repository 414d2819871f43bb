using Explorer.Recommender.Wrmf;

namespace Explorer.Benchmarks;

/// <summary>
/// Our epochs in turn with those of the methods they are compared with, on one machine in one run: three steps of conjugate gradient, and
/// Cholesky's factorization, each with BLAS (<see cref="BlasSolver"/>).
/// </summary>
internal static class SideBySideBenchmark
{
    private const double Lambda = 0.1;
    private const double Alpha = 49;
    private const int WarmUps = 4;
    private const int Epochs = 13;

    public static void Run(BenchmarkOptions options)
    {
        Console.WriteLine(Blas.Load());
        Console.WriteLine("an epoch, median (best); times the first's; the next half-epoch's distance from the exact one, Frobenius; test precision@5 of the factors");
        Console.WriteLine("factors  method                            seconds     times   distance  precision");
        foreach (var threads in options.Threads)
        {
            Console.WriteLine($"{threads} threads");
            foreach (var factors in options.Factors)
            {
                Compare(options, new Hyperparameters(factors, Lambda, Alpha), threads);
            }
        }
    }

    private static void Compare(BenchmarkOptions options, Hyperparameters hyperparameters, int threads)
    {
        Contender[] contenders =
        [
            new("whitened, converged", new WhitenedSolver(hyperparameters, TrainingSettings.Default), options.Split, hyperparameters),
            new("BLAS, three steps", new BlasSolver(Alpha, 3), options.Split, hyperparameters),
            new("BLAS, Cholesky", new BlasSolver(Alpha, null), options.Split, hyperparameters),
        ];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            foreach (var contender in contenders)
            {
                contender.RunEpoch(threads, isTimed: epoch >= WarmUps);
            }
        }

        foreach (var contender in contenders)
        {
            Console.WriteLine(contender.Line(contenders[0], threads));
        }
    }
}
