import type { ReactNode, SVGProps } from 'react'

type IconProps = Omit<SVGProps<SVGSVGElement>, 'children'> & { size?: number }

/**
 * The few icons that the kit and the storefront need: 24 units, drawn with a stroke. Decorative by default; an icon
 * without text is named by the control around it. Consoles use lucide.
 */
const icon =
  (drawing: ReactNode) =>
  ({ size = 18, ...rest }: IconProps) => (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      {...rest}
    >
      {drawing}
    </svg>
  )

export const ArrowDownIcon = icon(<path d="M12 5v14M6 13l6 6 6-6" />)
export const ArrowUpIcon = icon(<path d="M12 19V5M6 11l6-6 6 6" />)
export const BagIcon = icon(
  <>
    <path d="M5 8h14l1 12.5H4z" />
    <path d="M8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5" />
  </>,
)
export const CheckIcon = icon(<path d="M5 12.5l4.5 4.5L19 7.5" />)
export const ChevronDownIcon = icon(<path d="M6 9.5l6 6 6-6" />)
export const ChevronLeftIcon = icon(<path d="M14.5 6l-6 6 6 6" />)
export const ChevronRightIcon = icon(<path d="M9.5 6l6 6-6 6" />)
export const ImageIcon = icon(<path d="M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15 9h.01" />)
export const CropIcon = icon(<path d="M7 3v14h14M3 7h14v14" />)
export const CloseIcon = icon(<path d="M6 6l12 12M18 6L6 18" />)
export const ErrorIcon = icon(
  <>
    <path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z" />
    <path d="M12 8v4.5M12 16v.01" />
  </>,
)
export const GlobeIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M3 12h18M12 3c2.7 2.6 4 5.6 4 9s-1.3 6.4-4 9c-2.7-2.6-4-5.6-4-9s1.3-6.4 4-9z" />
  </>,
)
export const InfoIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11v5M12 8v.01" />
  </>,
)
export const MenuIcon = icon(<path d="M4 7h16M4 12h16M4 17h16" />)
export const MinusIcon = icon(<path d="M6 12h12" />)
export const MonitorIcon = icon(<path d="M3 4h18v12H3zM12 16v4.5M8 20.5h8" />)
export const PhoneIcon = icon(<path d="M6.5 2.5h11v19h-11zM12 18v.01" />)
export const PlusIcon = icon(<path d="M12 6v12M6 12h12" />)
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="M16 16l4.5 4.5" />
  </>,
)
export const UserIcon = icon(
  <>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.5 20.5c.8-3.8 3.7-6 7.5-6s6.7 2.2 7.5 6" />
  </>,
)
export const WarningIcon = icon(
  <>
    <path d="M12 3.5L22 20.5H2z" />
    <path d="M12 10v4.5M12 17.5v.01" />
  </>,
)
export const HeartIcon = icon(
  <path d="M12 20.5S3.5 15.6 3.5 9.3A4.8 4.8 0 0 1 12 6.2a4.8 4.8 0 0 1 8.5 3.1c0 6.3-8.5 11.2-8.5 11.2Z" />,
)
export const TruckIcon = icon(
  <>
    <path d="M2.5 6h11.5v10.5H9.5M5 16.5H2.5zM14 9.5h4l3.5 3.5v3.5h-2M14.5 16.5H14" />
    <circle cx="7.2" cy="17.2" r="2" />
    <circle cx="17" cy="17.2" r="2" />
  </>,
)
export const ShieldIcon = icon(
  <>
    <path d="M12 3l7.5 2.8v5.7c0 4.4-3 7.8-7.5 9.5-4.5-1.7-7.5-5.1-7.5-9.5V5.8z" />
    <path d="M8.7 12l2.4 2.4 4.3-4.6" />
  </>,
)
export const ReturnIcon = icon(<path d="M9 5L4.5 9.5 9 14M5 9.5h9a5 5 0 0 1 0 10h-3" />)
export const FileIcon = icon(<path d="M6 3h8l4.5 4.5V21H6zM14 3v4.5h4.5M9 12.5h6M9 16h6" />)
export const ZoomIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="M16 16l4.5 4.5M11 8.5v5M8.5 11h5" />
  </>,
)
export const PinIcon = icon(
  <>
    <path d="M12 21c4.5-4.6 6.8-8 6.8-11.2a6.8 6.8 0 0 0-13.6 0C5.2 13 7.5 16.4 12 21z" />
    <circle cx="12" cy="9.8" r="2.5" />
  </>,
)
export const FilterIcon = icon(<path d="M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4" />)
