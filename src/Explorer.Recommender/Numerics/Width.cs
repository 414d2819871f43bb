namespace Explorer.Recommender.Numerics;

/// <summary>The widths there are.</summary>
internal static class Width
{
    /// <summary>One vector.</summary>
    internal readonly struct One : IWidth
    {
        /// <inheritdoc/>
        public static int Vectors => 1;
    }

    /// <summary>Two vectors.</summary>
    internal readonly struct Two : IWidth
    {
        /// <inheritdoc/>
        public static int Vectors => 2;
    }

    /// <summary>Three vectors.</summary>
    internal readonly struct Three : IWidth
    {
        /// <inheritdoc/>
        public static int Vectors => 3;
    }

    /// <summary>Four vectors.</summary>
    internal readonly struct Four : IWidth
    {
        /// <inheritdoc/>
        public static int Vectors => 4;
    }

    /// <summary>Five vectors.</summary>
    internal readonly struct Five : IWidth
    {
        /// <inheritdoc/>
        public static int Vectors => 5;
    }

    /// <summary>Six vectors.</summary>
    internal readonly struct Six : IWidth
    {
        /// <inheritdoc/>
        public static int Vectors => 6;
    }

    /// <summary>Seven vectors.</summary>
    internal readonly struct Seven : IWidth
    {
        /// <inheritdoc/>
        public static int Vectors => 7;
    }

    /// <summary>Eight vectors.</summary>
    internal readonly struct Eight : IWidth
    {
        /// <inheritdoc/>
        public static int Vectors => 8;
    }
}
