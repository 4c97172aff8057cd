namespace Posthorn.Receiver.Expecting;

/// <summary>What a vendor says of something that has not come.</summary>
internal abstract record VendorFinding
{
    private VendorFinding()
    {
    }

    /// <summary>It is not over.</summary>
    internal sealed record Running : VendorFinding
    {
        public static readonly Running Instance = new();
    }

    /// <summary>It knows of no such thing.</summary>
    internal sealed record Unknown : VendorFinding
    {
        public static readonly Unknown Instance = new();
    }

    /// <summary>It is over.</summary>
    /// <param name="Body">The body of the notification that the vendor would have sent; the same answer makes the same bytes.</param>
    internal sealed record Ended(ReadOnlyMemory<byte> Body) : VendorFinding
    {
        /// <summary>Never the body.</summary>
        public override string ToString() => nameof(Ended);
    }
}
