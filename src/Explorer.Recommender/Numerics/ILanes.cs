namespace Explorer.Recommender.Numerics;

/// <summary>
/// The few operations the kernels are made of, on a vector of some width. A kernel is written once, over this, and the just-in-time
/// compiler makes one copy for each width with every call inlined; width one is its scalar twin.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TVector">The vector: <see cref="Count"/> numbers of type T.</typeparam>
internal unsafe interface ILanes<T, TVector>
    where T : unmanaged
    where TVector : struct
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>All zero.</summary>
    static abstract TVector Zero { get; }

    /// <summary>Reads <see cref="Count"/> numbers, aligned or not.</summary>
    static abstract TVector Load(T* source);

    /// <summary>Writes <see cref="Count"/> numbers, aligned or not.</summary>
    static abstract void Store(TVector vector, T* destination);

    /// <summary>The same number in every lane.</summary>
    static abstract TVector Broadcast(T value);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a · b.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a · b + c, rounded once: the same bits before and after the just-in-time compiler has optimised the caller.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>The sum of all lanes, always in the same order.</summary>
    static abstract T Sum(TVector vector);

    /// <summary>Replaces each of four vectors by its own sum s times its weight w, in every lane.</summary>
    /// <param name="weights">w, shape [4].</param>
    /// <param name="energy">Gains Σ ws² in a way only <see cref="EnergyOf"/> knows.</param>
    static abstract void WeighSums(ref TVector a, ref TVector b, ref TVector c, ref TVector d, T* weights, ref TVector energy);

    /// <summary>All of Σ ws² that calls of <see cref="WeighSums"/> added to zero.</summary>
    static abstract T EnergyOf(TVector energy);

    /// <summary>The larger of each lane.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>Whether a lane of a is above the same lane of b.</summary>
    static abstract bool AnyGreater(TVector a, TVector b);
}
