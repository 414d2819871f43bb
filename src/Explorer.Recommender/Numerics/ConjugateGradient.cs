using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Explorer.Recommender.Numerics;

/// <summary>Conjugate gradient for Ax = b, preconditioned by a diagonal D, with its scratch.</summary>
/// <remarks>Hestenes and Stiefel 1952. All vectors are whole numbers of SIMD vectors long, their padding zero.</remarks>
internal sealed unsafe class ConjugateGradient
{
    /// <summary>Below this squared length a right side is scaled up first, so that squares do not underflow.</summary>
    public const float Tiny = 1e-20f;

    /// <summary>The residual that is carried along drifts from the true one by rounding; so much above the tolerance is still good.</summary>
    private const float Drift = 2;

    private readonly AlignedTable<float> _vectors;
    private readonly int _length;
    private readonly float* _r;
    private readonly float* _p;
    private float* _x;
    /// <summary>Scratch for systems of one size.</summary>
    /// <param name="unknowns">Padding not counted.</param>
    public ConjugateGradient(int unknowns)
    {
        _vectors = new AlignedTable<float>(6, unknowns);
        _length = _vectors.Stride;
        _r = _vectors.Pointer(0);
        _p = _vectors.Pointer(1);
        Product = _vectors.Pointer(2);
        RightSide = _vectors.Pointer(3);
        Diagonal = _vectors.Pointer(4);
        Inverse = _vectors.Pointer(5);
        SetDiagonal(default);
    }

    /// <summary>b, to be laid ready by the caller.</summary>
    public float* RightSide { get; }

    /// <summary>Ax for the guess, to be laid ready by the caller.</summary>
    public float* Product { get; }

    /// <summary>D, shape [unknowns and padding].</summary>
    public float* Diagonal { get; }

    /// <summary>r, shape [unknowns and padding].</summary>
    public float* Residual => _r;

    /// <summary>Steps taken in the last system.</summary>
    public int Steps { get; private set; }

    /// <summary>D⁻¹, shape [unknowns and padding].</summary>
    public float* Inverse { get; }

    /// <summary>Sets D.</summary>
    /// <param name="diagonal">Above 0, shape [unknowns]; empty for the identity.</param>
    public void SetDiagonal(ReadOnlySpan<float> diagonal)
    {
        new Span<float>(Diagonal, _length).Fill(1);
        diagonal.CopyTo(new Span<float>(Diagonal, _length));
        TensorPrimitives.Reciprocal(new ReadOnlySpan<float>(Diagonal, _length), new Span<float>(Inverse, _length));
    }

    /// <summary>Solves a system. b, D and the product of A with the guess were laid ready.</summary>
    /// <param name="x">On entry a guess, dropped when zero leaves a shorter residual; on exit the solution.</param>
    /// <param name="tolerance">Stop when ‖r‖ ≤ tolerance · ‖b‖, lengths measured with D⁻¹.</param>
    /// <param name="isBySolution">
    /// Whether to stop at ‖r‖ ≤ tolerance · ‖x‖ instead, ‖x‖ measured with D. Since no eigenvalue of D⁻¹A is below 1, the error is then below
    /// the tolerance for certain, however large b is; and the true residual is looked at in the end, since the one carried along drifts.
    /// </param>
    /// <param name="mostSteps">Give up after so many.</param>
    /// <returns>Whether the tolerance was reached.</returns>
    public bool Solve<TOperator, TLanes, TVector>(in TOperator a, float* x, float tolerance, bool isBySolution, int mostSteps)
        where TOperator : struct, ISymmetricOperator
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        _x = x;
        Steps = 0;
        var bb = Square<TLanes, TVector>(RightSide);
        var scale = 1f;
        if (bb < Tiny)
        {
            scale = ScaleUp(new Span<float>(RightSide, _length));
            bb = Square<TLanes, TVector>(RightSide);
        }

        if (!float.IsFinite(bb))
        {
            return false;
        }

        var rr = Subtract<TLanes, TVector>();
        if (scale != 1 || !(rr < bb))
        {
            new Span<float>(x, _length).Clear();
            new ReadOnlySpan<float>(RightSide, _length).CopyTo(new Span<float>(_r, _length));
            rr = bb;
        }

        var isSolved = Run<TOperator, TLanes, TVector>(a, rr, tolerance * tolerance, isBySolution ? null : bb, mostSteps);
        if (scale != 1)
        {
            TensorPrimitives.Multiply(new Span<float>(x, _length), scale, new Span<float>(x, _length));
        }

        return isSolved;
    }

    /// <param name="rr">‖r‖² of the guess.</param>
    /// <param name="share">Of what ‖r‖² may be in the end.</param>
    /// <param name="of">That of which it may be a share; null for ‖x‖².</param>
    private bool Run<TOperator, TLanes, TVector>(in TOperator a, float rr, float share, float? of, int mostSteps)
        where TOperator : struct, ISymmetricOperator
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        Turn<TLanes, TVector>(0);
        while (!(rr <= share * (of ?? Energy<TLanes, TVector>())))
        {
            if (Steps++ == mostSteps)
            {
                return false;
            }

            var before = rr;
            rr = Advance<TLanes, TVector>(rr / a.Apply(_p, Product));
            Turn<TLanes, TVector>(rr / before);
        }

        if (of is not null)
        {
            return true;
        }

        a.Apply(_x, Product);
        return Subtract<TLanes, TVector>() <= Drift * Drift * share * Energy<TLanes, TVector>();
    }

    /// <summary>Scales a very short right side up to where its square is a number.</summary>
    /// <returns>What to multiply the solution by.</returns>
    private static float ScaleUp(Span<float> b)
    {
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(b));
        if (largest > 0)
        {
            TensorPrimitives.Divide(b, largest, b);
        }

        return largest;
    }

    /// <summary>x·Dx.</summary>
    private float Energy<TLanes, TVector>()
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var sum = TLanes.Zero;
        for (var c = 0; c < _length; c += TLanes.Count)
        {
            var value = TLanes.Load(_x + c);
            sum = TLanes.MultiplyAdd(value, TLanes.Multiply(value, TLanes.Load(Diagonal + c)), sum);
        }

        return TLanes.Sum(sum);
    }

    /// <summary>a·D⁻¹a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Square<TLanes, TVector>(float* a)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var sum = TLanes.Zero;
        for (var c = 0; c < _length; c += TLanes.Count)
        {
            var value = TLanes.Load(a + c);
            sum = TLanes.MultiplyAdd(value, TLanes.Multiply(value, TLanes.Load(Inverse + c)), sum);
        }

        return TLanes.Sum(sum);
    }

    /// <summary>r = b − q.</summary>
    /// <returns>r·D⁻¹r.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Subtract<TLanes, TVector>()
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var minus = TLanes.Broadcast(-1);
        for (var c = 0; c < _length; c += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(Product + c), minus, TLanes.Load(RightSide + c)), _r + c);
        }

        return Square<TLanes, TVector>(_r);
    }

    /// <summary>x += s·p, r −= s·q.</summary>
    /// <returns>r·D⁻¹r afterwards.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Advance<TLanes, TVector>(float s)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        // Locals, since the compiler must take a store through a pointer for a change of a field.
        float* x = _x, r = _r, p = _p, q = Product, inverse = Inverse;
        var length = _length;
        var forward = TLanes.Broadcast(s);
        var back = TLanes.Broadcast(-s);
        var sum = TLanes.Zero;
        for (var c = 0; c < length; c += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(p + c), forward, TLanes.Load(x + c)), x + c);
            var residual = TLanes.MultiplyAdd(TLanes.Load(q + c), back, TLanes.Load(r + c));
            TLanes.Store(residual, r + c);
            sum = TLanes.MultiplyAdd(residual, TLanes.Multiply(residual, TLanes.Load(inverse + c)), sum);
        }

        return TLanes.Sum(sum);
    }

    /// <summary>p = D⁻¹r + s·p; for s = 0 whatever p was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Turn<TLanes, TVector>(float s)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        if (s == 0)
        {
            new Span<float>(_p, _length).Clear();
        }

        float* r = _r, p = _p, inverse = Inverse;
        var length = _length;
        var keep = TLanes.Broadcast(s);
        for (var c = 0; c < length; c += TLanes.Count)
        {
            var direction = TLanes.Multiply(TLanes.Load(r + c), TLanes.Load(inverse + c));
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(p + c), keep, direction), p + c);
        }
    }
}
