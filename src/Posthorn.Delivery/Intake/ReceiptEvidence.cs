namespace Posthorn.Delivery.Intake;

/// <summary>Why a received event is believed. The numbers are stored.</summary>
internal enum ReceiptEvidence
{
    /// <summary>Its source signed it.</summary>
    Signed = 1,

    /// <summary>Its source was asked, and said so.</summary>
    Pulled = 2,
}
