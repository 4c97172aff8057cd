namespace Posthorn.Delivery.Ids;

/// <summary>What an <see cref="Id{TKind}"/> names.</summary>
internal interface IIdKind
{
    /// <summary>The letters before the underscore.</summary>
    static abstract string Prefix { get; }
}
