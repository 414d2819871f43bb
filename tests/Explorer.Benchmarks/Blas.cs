using System.Runtime.InteropServices;
using Explorer.Recommender;

namespace Explorer.Benchmarks;

/// <summary>The few routines of OpenBLAS that the Python library calls, in single precision, matrices by rows.</summary>
/// <remarks>No switch of the garbage collector's mode around a call: they take nanoseconds, and a compiled extension would not pay for it either.</remarks>
internal static unsafe partial class Blas
{
    private const string Library = "libopenblas.so.0";
    private const int ByRows = 101;
    private const int Upper = 121;
    private const int Transposed = 112;
    private const int AsItIs = 111;

    /// <summary>Loads the library and keeps it from starting threads of its own.</summary>
    /// <returns>What it says it was built for.</returns>
    /// <exception cref="ExplorerException">It is not installed.</exception>
    public static string Load()
    {
        if (!NativeLibrary.TryLoad(Library, out _))
        {
            throw new ExplorerException($"{Library} is not there. Install OpenBLAS (Debian: apt-get install libopenblas0-pthread) and try again.");
        }

        SetThreads(1);
        return $"{Marshal.PtrToStringUTF8(Configuration())}, kernels {Marshal.PtrToStringUTF8(CoreName())}";
    }

    /// <summary>x·y.</summary>
    public static float Dot(int n, float* x, float* y) => Dot(n, x, 1, y, 1);

    /// <summary>y += a·x.</summary>
    public static void AddTimes(int n, float a, float* x, float* y) => Axpy(n, a, x, 1, y, 1);

    /// <summary>y = scale·A·x of a symmetric A.</summary>
    public static void SymmetricTimes(int n, float scale, float* a, float* x, float* y) => Symv(ByRows, Upper, n, scale, a, n, x, 1, 0, y, 1);

    /// <summary>YᵀY of n rows of f.</summary>
    public static void Square(int n, int f, float* y, int stride, float* square) =>
        Gemm(ByRows, Transposed, AsItIs, f, f, n, 1, y, stride, y, stride, 0, square, f);

    /// <summary>Solves A·x = b for a symmetric positive definite A, which is lost; b becomes x.</summary>
    /// <returns>Whether it could.</returns>
    public static bool SolvePositive(int n, float* a, float* b)
    {
        var (upper, one, size, failure) = ((byte)'U', 1, n, 0);
        Posv(&upper, &size, &one, a, &size, b, &size, &failure);
        return failure == 0;
    }

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    private static partial void SetThreads(int threads);

    [LibraryImport(Library, EntryPoint = "openblas_get_config")]
    private static partial nint Configuration();

    [LibraryImport(Library, EntryPoint = "openblas_get_corename")]
    private static partial nint CoreName();

    [LibraryImport(Library, EntryPoint = "cblas_sdot"), SuppressGCTransition]
    private static partial float Dot(int n, float* x, int stepX, float* y, int stepY);

    [LibraryImport(Library, EntryPoint = "cblas_saxpy"), SuppressGCTransition]
    private static partial void Axpy(int n, float a, float* x, int stepX, float* y, int stepY);

    [LibraryImport(Library, EntryPoint = "cblas_ssymv"), SuppressGCTransition]
    private static partial void Symv(
        int order, int triangle, int n, float scale, float* a, int stride, float* x, int stepX, float keep, float* y, int stepY);

    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    private static partial void Gemm(
        int order, int shapeA, int shapeB, int m, int n, int depth, float scale, float* a, int strideA, float* b, int strideB, float keep,
        float* c, int strideC);

    [LibraryImport(Library, EntryPoint = "sposv_")]
    private static partial void Posv(byte* triangle, int* n, int* rightSides, float* a, int* strideA, float* b, int* strideB, int* failure);
}
