namespace Posthorn.Receiver.Links;

/// <summary>The codes of <see cref="VendorCallException"/> that are made here.</summary>
internal static class VendorCallCodes
{
    public const string ForeignOrigin = "foreign_origin";
    public const string AddressInvalid = "address_invalid";
    public const string MethodNotSupported = "method_not_supported";
    public const string Timeout = "timeout";
    public const string AnswerTooLarge = "answer_too_large";
    public const string AnswerNotJson = "answer_not_json";
    public const string LoginUnreadable = "login_unreadable";
}
