using Posthorn.Delivery.Sending;

namespace Posthorn.Receiver.Links;

/// <summary>Options → a line to the vendor.</summary>
internal static class VendorLines
{
    public static VendorLine Of(VendorClientOptions options, TimeProvider clock) =>
        new(new EgressOptions { Allowed = [.. options.AllowedEgress], MaxAnswerBytes = options.AnswerLimit }, options.Timeout, clock);
}
