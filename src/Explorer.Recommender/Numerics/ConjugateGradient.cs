using System.Numerics.Tensors;

namespace Explorer.Recommender.Numerics;

/// <summary>Conjugate gradient for Ax = b, preconditioned by a diagonal D; one system at a time, one step a call.</summary>
/// <remarks>
/// Hestenes and Stiefel 1952. All vectors are whole numbers of SIMD vectors long, their padding zero. A step at a time, since every step waits
/// for its own sums: whoever lets several systems take turns fills that wait.
/// </remarks>
internal sealed unsafe class ConjugateGradient
{
    /// <summary>Below this squared length a right side is scaled up first, so that squares do not underflow.</summary>
    private const float Tiny = 1e-20f;

    /// <summary>The residual that is carried along drifts from the true one by rounding; so much above the tolerance is still good.</summary>
    private const float Drift = 4;

    private readonly AlignedTable<float> _vectors;
    private readonly int _length;
    private readonly float* _r;
    private readonly float* _p;
    private float* _x;
    private float _scale;
    private float _enough;
    private float _tolerance;
    private bool _isBySolution;
    private float _rr;
    private int _mostSteps;

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
    }

    /// <summary>b, to be laid ready by the caller.</summary>
    public float* RightSide { get; }

    /// <summary>Ax for the guess, to be laid ready by the caller.</summary>
    public float* Product { get; }

    /// <summary>D, above 0; its padding may be anything but zero.</summary>
    public float* Diagonal { get; }

    /// <summary>Steps taken in the present system.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether the present system, finished, has reached its tolerance.</summary>
    public bool IsSolved { get; private set; }

    private float* Inverse { get; }

    /// <summary>Begins with a guess, or with zero when that leaves a shorter residual.</summary>
    /// <param name="x">On entry a guess, in the end the solution.</param>
    /// <param name="tolerance">Stop when ‖r‖ ≤ tolerance · ‖b‖, lengths measured with D⁻¹.</param>
    /// <param name="isBySolution">
    /// Whether to stop at ‖r‖ ≤ tolerance · ‖x‖ instead, ‖x‖ measured with D. Since no eigenvalue of D⁻¹A is below 1, the error is then below
    /// the tolerance for certain, however large b is; and the true residual is looked at in the end, since the one carried along drifts.
    /// </param>
    /// <param name="mostSteps">Give up after so many.</param>
    public void Begin<TLanes, TVector>(float* x, float tolerance, bool isBySolution, int mostSteps)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        _x = x;
        _tolerance = tolerance;
        _isBySolution = isBySolution;
        _mostSteps = mostSteps;
        _scale = 1;
        Steps = 0;
        IsSolved = false;
        Invert<TLanes, TVector>();
        var bb = Square<TLanes, TVector>(RightSide);
        if (bb < Tiny)
        {
            _scale = ScaleUp(new Span<float>(RightSide, _length));
            bb = Square<TLanes, TVector>(RightSide);
        }

        if (!float.IsFinite(bb))
        {
            _mostSteps = -1;
            return;
        }

        _enough = tolerance * tolerance * bb;
        _rr = Subtract<TLanes, TVector>();
        if (_scale != 1 || !(_rr < bb))
        {
            new Span<float>(x, _length).Clear();
            new ReadOnlySpan<float>(RightSide, _length).CopyTo(new Span<float>(_r, _length));
            _rr = bb;
        }

        Turn<TLanes, TVector>(0);
    }

    /// <summary>Takes one step, or finds that none is needed any more.</summary>
    /// <returns>Whether the system is finished; then <see cref="IsSolved"/> says how.</returns>
    public bool Step<TOperator, TLanes, TVector>(in TOperator a)
        where TOperator : struct, ISymmetricOperator
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        if (_isBySolution)
        {
            _enough = _tolerance * _tolerance * Energy<TLanes, TVector>();
        }

        if (_rr <= _enough || Steps >= _mostSteps)
        {
            IsSolved = _rr <= _enough && _mostSteps >= 0;
            return true;
        }

        a.Apply(_p, Product);
        var before = _rr;
        _rr = Advance<TLanes, TVector>(_rr / Dot<TLanes, TVector>(_p, Product));
        Turn<TLanes, TVector>(_rr / before);
        Steps++;
        return false;
    }

    /// <summary>Leaves the solution in x.</summary>
    public void Finish<TOperator, TLanes, TVector>(in TOperator a)
        where TOperator : struct, ISymmetricOperator
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        if (_isBySolution && IsSolved)
        {
            a.Apply(_x, Product);
            IsSolved = Subtract<TLanes, TVector>() <= Drift * _enough;
        }

        if (_scale != 1)
        {
            TensorPrimitives.Multiply(new Span<float>(_x, _length), _scale, new Span<float>(_x, _length));
        }
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

    private void Invert<TLanes, TVector>()
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var one = TLanes.Broadcast(1);
        for (var c = 0; c < _length; c += TLanes.Count)
        {
            TLanes.Store(TLanes.Divide(one, TLanes.Load(Diagonal + c)), Inverse + c);
        }
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

    private float Dot<TLanes, TVector>(float* a, float* b)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var sum = TLanes.Zero;
        for (var c = 0; c < _length; c += TLanes.Count)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(a + c), TLanes.Load(b + c), sum);
        }

        return TLanes.Sum(sum);
    }

    /// <summary>r = b − q.</summary>
    /// <returns>r·D⁻¹r.</returns>
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
    private float Advance<TLanes, TVector>(float s)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var forward = TLanes.Broadcast(s);
        var back = TLanes.Broadcast(-s);
        var sum = TLanes.Zero;
        for (var c = 0; c < _length; c += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(_p + c), forward, TLanes.Load(_x + c)), _x + c);
            var residual = TLanes.MultiplyAdd(TLanes.Load(Product + c), back, TLanes.Load(_r + c));
            TLanes.Store(residual, _r + c);
            sum = TLanes.MultiplyAdd(residual, TLanes.Multiply(residual, TLanes.Load(Inverse + c)), sum);
        }

        return TLanes.Sum(sum);
    }

    /// <summary>p = D⁻¹r + s·p; for s = 0 whatever p was.</summary>
    private void Turn<TLanes, TVector>(float s)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        if (s == 0)
        {
            new Span<float>(_p, _length).Clear();
        }

        var keep = TLanes.Broadcast(s);
        for (var c = 0; c < _length; c += TLanes.Count)
        {
            var direction = TLanes.Multiply(TLanes.Load(_r + c), TLanes.Load(Inverse + c));
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(_p + c), keep, direction), _p + c);
        }
    }
}
