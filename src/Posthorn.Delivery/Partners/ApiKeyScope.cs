namespace Posthorn.Delivery.Partners;

/// <summary>What a key may do. The numbers are stored.</summary>
internal enum ApiKeyScope
{
    /// <summary>Nothing: a forgotten assignment opens no door.</summary>
    None = 0,

    /// <summary>Everything.</summary>
    Operator = 1,

    /// <summary>Publish for its partner, and no more.</summary>
    Publisher = 2,

    /// <summary>Its partner's endpoints, events, pull and replay.</summary>
    Partner = 3,
}
